package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.dns.Question;
import org.wirelab.net.Transport;
import org.xbill.DNS.Message;

/// DNS over TCP at the miniature Internet's servers (RFC 7766): many queries on one connection, and who gets none.
@Timeout(60)
class StreamServiceTest {

    private static final int CONNECTIONS = 64;

    private static Transport transport;
    private static MiniatureInternet internet;

    @BeforeAll
    static void start() throws IOException {
        transport = Transport.open(2);
        internet = MiniatureInternet.onPorts(transport, Universe.builtIn(), InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterAll
    static void end() {
        internet.close();
        transport.close();
    }

    @Test
    void fiveHundredQueriesInOneGoAreAllAnswered() throws IOException {
        try (Socket socket = connect("198.51.100.1")) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            Set<Integer> asked = new HashSet<>();
            for (int id = 0; id < 500; id++) {
                write(out, id, "www.naver.com");
                asked.add(id);
            }
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Set<Integer> answered = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                answered.add(read(in).getHeader().getID());
            }
            assertThat(answered).isEqualTo(asked);
        }
    }

    @Test
    void aQueryMayComeOctetByOctet() throws IOException {
        try (Socket socket = connect("198.51.100.1")) {
            socket.setTcpNoDelay(true);
            byte[] query = query(7, "www.naver.com");
            for (byte octet : new byte[] {(byte) (query.length >> 8), (byte) query.length}) {
                socket.getOutputStream().write(octet);
            }
            for (byte octet : query) {
                socket.getOutputStream().write(octet);
            }
            assertThat(read(new DataInputStream(socket.getInputStream()))
                            .getHeader()
                            .getID())
                    .isEqualTo(7);
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (Socket socket = connect("198.51.100.2")) {
            ask(socket, "www.naver.com");
            socket.setSoTimeout(40_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoComesWhenThereIsNoRoomIsTurnedAwayAndTheOthersAreServed() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = connect("198.51.100.11");
                held.add(socket);
                ask(socket, "www.hosting.net");
            }
            try (Socket late = connect("198.51.100.11")) {
                late.setSoTimeout(20_000);
                int octet;
                try {
                    octet = late.getInputStream().read();
                } catch (SocketException e) {
                    octet = -1; // a reset is a refusal too
                }
                assertThat(octet).isEqualTo(-1);
            }
            ask(held.getFirst(), "www.hosting.net");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static void ask(Socket socket, String name) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        write(out, 1, name);
        out.flush();
        assertThat(read(new DataInputStream(socket.getInputStream()))
                        .getHeader()
                        .getID())
                .isEqualTo(1);
    }

    private static Socket connect(String server) throws IOException {
        InetSocketAddress place = internet.map().locate(InetAddress.ofLiteral(server));
        return new Socket(place.getAddress(), place.getPort());
    }

    private static void write(DataOutputStream out, int id, String name) throws IOException {
        byte[] query = query(id, name);
        out.writeShort(query.length);
        out.write(query);
    }

    private static byte[] query(int id, String name) {
        Message query = Message.newQuery(Question.parse(name, "A").toRecord());
        query.getHeader().setID(id);
        return query.toWire();
    }

    private static Message read(DataInputStream in) throws IOException {
        byte[] response = new byte[in.readUnsignedShort()];
        in.readFully(response);
        return new Message(response);
    }
}
