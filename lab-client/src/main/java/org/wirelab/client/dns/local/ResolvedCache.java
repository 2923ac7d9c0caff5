package org.wirelab.client.dns.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding;
import org.wirelab.dns.local.ResolvedProbe;

/// The cache of systemd-resolved, by its Varlink socket, which everybody may ask.
///
/// @param socket where it listens
record ResolvedCache(Path socket) implements HostCache {

    /// Where systemd puts it.
    static final Path USUAL = Path.of("/run/systemd/resolve/io.systemd.Resolve");

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST_REPLY = 1 << 20;

    @Override
    public String name() {
        return "systemd-resolved";
    }

    @Override
    public boolean present() {
        return Files.exists(socket);
    }

    @Override
    public CacheFinding look(Question question) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(ResolvedProbe.request(question)));
            channel.register(selector, SelectionKey.OP_READ);
            return reply(channel, selector);
        } catch (IOException | UnsupportedOperationException e) {
            return new CacheFinding.Closed("no answer from " + socket + ": " + e.getMessage());
        }
    }

    private CacheFinding reply(SocketChannel channel, Selector selector) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(8192);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (reply.size() < LONGEST_REPLY) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || selector.select(left) == 0) {
                return new CacheFinding.Closed(socket + " kept silent for " + PATIENCE.toMillis() + " ms");
            }
            selector.selectedKeys().clear();
            if (channel.read(piece.clear()) < 0) {
                return new CacheFinding.Closed(socket + " closed the connection without a whole reply");
            }
            for (byte octet : Arrays.copyOf(piece.array(), piece.position())) {
                if (octet == ResolvedProbe.END) {
                    return ResolvedProbe.read(reply.toByteArray());
                }
                reply.write(octet);
            }
        }
        return new CacheFinding.Closed(socket + " sends without an end");
    }
}
