package org.wirelab.bench.agreement;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.net.ExtendedSocketOptions;
import org.wirelab.link.Host;

/// What the two hosts do.
interface Traffic {
    int PORT = 7001;
    int SMALL_BUFFER = 8192;

    /// @param address the server's
    void run(Host client, Host server, InetAddress address) throws Exception;

    /// Something that one end does with its socket.
    interface End {
        void on(Socket socket) throws Exception;
    }

    /// Both send so much, at the same time.
    static Traffic exchange(int octets) {
        return (client, server, address) -> connect(client, server, address, 0, both(octets), both(octets));
    }

    static Traffic shortConnections(int count) {
        return (client, server, address) -> {
            for (int i = 0; i < count; i++) {
                connect(client, server, address, 0, both(2000), both(5000));
            }
        };
    }

    /// The server does not read for a while; the client fills its window, and probes.
    static Traffic slowReader() {
        return (client, server, address) -> connect(
                client,
                server,
                address,
                0,
                socket -> {
                    socket.getOutputStream().write(new byte[200_000]);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                },
                socket -> {
                    Thread.sleep(4000);
                    socket.getInputStream().readAllBytes();
                });
    }

    /// Nothing is said for seconds; the client asks whether the server is alive.
    static Traffic idle() {
        return (client, server, address) -> connect(
                client,
                server,
                address,
                0,
                socket -> {
                    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
                    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
                    socket.getOutputStream().write(1);
                    Thread.sleep(5000);
                },
                socket -> socket.getInputStream().readAllBytes());
    }

    /// The same two ports again and again.
    static Traffic reusedPorts(int count) {
        return (client, server, address) -> {
            for (int i = 0; i < count; i++) {
                connect(
                        client,
                        server,
                        address,
                        40_000,
                        socket -> {
                            socket.setSoLinger(true, 0); // a RST, and no TIME_WAIT that would keep the ports
                            socket.getOutputStream().write(new byte[500]);
                            socket.getInputStream().readNBytes(100);
                        },
                        socket -> {
                            socket.getInputStream().readNBytes(500);
                            socket.getOutputStream().write(new byte[100]);
                            socket.getInputStream().read();
                        });
            }
        };
    }

    private static End both(int octets) {
        return socket -> {
            try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
                Future<?> written = writer.submit(() -> {
                    socket.getOutputStream().write(new byte[octets]);
                    socket.shutdownOutput();
                    return null;
                });
                socket.getInputStream().readAllBytes();
                written.get();
            }
        };
    }

    /// One connection from the client to the server.
    ///
    /// @param port the client's, 0 for any
    private static void connect(Host client, Host server, InetAddress address, int port, End asking, End answering)
            throws Exception {
        try (ServerSocket listener = server.call(() -> listen(address));
                ExecutorService ends = Executors.newSingleThreadExecutor()) {
            Future<?> served = ends.submit(() -> {
                try (Socket accepted = listener.accept()) {
                    answering.on(accepted);
                } catch (SocketException e) {
                    return null; // a connection that was reset is one too
                }
                return null;
            });
            try (Socket socket = client.call(() -> dial(address, port))) {
                asking.on(socket);
            }
            served.get();
        }
    }

    private static ServerSocket listen(InetAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.setReceiveBufferSize(SMALL_BUFFER * 16);
        listener.bind(new InetSocketAddress(address, PORT));
        return listener;
    }

    private static Socket dial(InetAddress address, int port) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        if (port > 0) socket.bind(new InetSocketAddress(port));
        socket.connect(new InetSocketAddress(address, PORT));
        return socket;
    }
}
