package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.posix.Posix;

class KernelTablesTest {

    private static final String LOCAL = "127.0.0.1:41514";
    private static final String REMOTE = "127.0.0.1:7001";
    private static final String LINE =
            "   3: 0100007F:A22A 0100007F:1B59 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0000000000000000";

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Test
    void procPrintsEachWordOfAnAddressAsANativeNumber() throws Exception {
        ByteOrder little = ByteOrder.LITTLE_ENDIAN;
        assertThat(ProcNetTcp.column(address("127.0.0.1", 41514), 4, little)).isEqualTo("0100007F:A22A");
        assertThat(ProcNetTcp.column(address("127.0.0.1", 41514), 4, ByteOrder.BIG_ENDIAN))
                .isEqualTo("7F000001:A22A");
        assertThat(ProcNetTcp.column(address("::1", 80), 16, little))
                .isEqualTo("00000000000000000000000001000000:0050");
        assertThat(ProcNetTcp.column(address("127.0.0.1", 80), 16, little))
                .isEqualTo("0000000000000000FFFF00000100007F:0050");
    }

    @Test
    void aLineOfProcGivesStateAndTimer() {
        assertThat(ProcNetTcp.parse(LINE, "0100007F:A22A", "0100007F:1B59", LOCAL, REMOTE))
                .contains(new SocketState(LOCAL, REMOTE, "TIME_WAIT", "time_wait", 60.0));
    }

    @Test
    void anotherConnectionsLineIsPassedOver() {
        assertThat(ProcNetTcp.parse(LINE, "0100007F:A22B", "0100007F:1B59", LOCAL, REMOTE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sl local_address rem_address st", "1: 0100007F:A22A 0100007F:1B59 ZZ 0:0 xx"})
    void whatIsNoLineOfTheTableIsPassedOver(String line) {
        assertThat(ProcNetTcp.parse(line, "0100007F:A22A", "0100007F:1B59", LOCAL, REMOTE))
                .isEmpty();
    }

    @Test
    void anAnswerOfSockDiagGivesStateAndTimer() {
        ByteBuffer answer = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
        answer.put(0, (byte) 2).put(1, (byte) 6).put(2, (byte) 3).putInt(52, 59_980);
        assertThat(SockDiag.parse(LOCAL, REMOTE, answer))
                .contains(new SocketState(LOCAL, REMOTE, "TIME_WAIT", "time_wait", 59.98));
    }

    @Test
    void theListenerThatAnswersForAConnectionThatIsGoneIsNoAnswer() {
        ByteBuffer answer = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
        answer.put(1, (byte) 10);
        assertThat(SockDiag.parse(LOCAL, REMOTE, answer)).isEmpty();
    }

    @Test
    void aShortAnswerIsNoAnswer() {
        assertThat(SockDiag.parse(LOCAL, REMOTE, ByteBuffer.allocate(71))).isEmpty();
    }

    @Test
    void theQuestionNamesTheConnectionInNetworkOrder() throws Exception {
        ByteBuffer question = SockDiag.question(address("127.0.0.1", 41514), address("192.0.2.2", 7001));
        question.order(ByteOrder.BIG_ENDIAN);
        assertThat(question.get(0)).isEqualTo((byte) 2);
        assertThat(question.get(1)).isEqualTo((byte) 6);
        assertThat(Short.toUnsignedInt(question.getShort(8))).isEqualTo(41514);
        assertThat(question.getShort(10)).isEqualTo((short) 7001);
        assertThat(question.getInt(12)).isEqualTo(0x7f000001);
        assertThat(question.getInt(28)).isEqualTo(0xc0000202);
        assertThat(question.getLong(48)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void bothDoorsOpenToTheSameTable(String host) throws Exception {
        assumeTrue(Posix.available(), "Linux only");
        Path proc = Path.of("/proc/net");
        assumeTrue(Files.isReadable(proc.resolve("tcp6")), "needs /proc");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName(host));
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept();
                SocketTables diag = SockDiag.open();
                SocketTables text = new ProcNetTcp(proc)) {
            for (SocketTables tables : new SocketTables[] {diag, text}) {
                InetSocketAddress here = (InetSocketAddress) client.getLocalSocketAddress();
                InetSocketAddress there = (InetSocketAddress) client.getRemoteSocketAddress();
                assertThat(state(tables, here, there)).contains("ESTABLISHED");
                assertThat(state(tables, there, here)).contains("ESTABLISHED");
            }
            client.close();
            server.close();
            for (SocketTables tables : new SocketTables[] {diag, text}) {
                InetSocketAddress gone = new InetSocketAddress(listener.getInetAddress(), 1);
                assertThat(state(tables, gone, (InetSocketAddress) listener.getLocalSocketAddress()))
                        .isEmpty();
            }
        }
    }

    private static Optional<String> state(SocketTables tables, InetSocketAddress local, InetSocketAddress remote)
            throws Exception {
        return tables.find(local, remote).map(SocketState::state);
    }
}
