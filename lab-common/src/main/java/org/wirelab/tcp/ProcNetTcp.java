package org.wirelab.tcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Source;

/// The kernel's tables of sockets as text (proc(5), `/proc/net/tcp` and `tcp6`): slower than netlink, and rarely
/// refused.
final class ProcNetTcp implements SocketTables {

    /// USER_HZ, the unit of the times in the table: 100 on every architecture that Java runs on.
    private static final double TICKS_PER_SECOND = 100;

    private static final byte[] MAPPED = HexFormat.of().parseHex("00000000000000000000ffff");

    private final Path folder;

    /// @param folder `/proc/net`
    ProcNetTcp(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<SocketState> find(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        // an IPv4 connection of a dual-stack socket stands in tcp6, as a mapped address
        Optional<SocketState> found =
                local.getAddress() instanceof Inet6Address ? Optional.empty() : find("tcp", local, remote);
        return found.isPresent() ? found : find("tcp6", local, remote);
    }

    @Override
    public Source source() {
        return Source.PROC;
    }

    @Override
    public void close() {
        // every question opens and closes the files itself
    }

    private Optional<SocketState> find(String table, InetSocketAddress local, InetSocketAddress remote)
            throws IOException {
        int size = table.equals("tcp") ? 4 : 16;
        String localColumn = column(local, size, ByteOrder.nativeOrder());
        String remoteColumn = column(remote, size, ByteOrder.nativeOrder());
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(table), StandardCharsets.US_ASCII)) {
            return lines.lines()
                    .map(line -> parse(line, localColumn, remoteColumn, Endpoints.text(local), Endpoints.text(remote)))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (NoSuchFileException _) {
            // a kernel without IPv6 has no tcp6
            return Optional.empty();
        }
    }

    /// An address and port as the table writes them: each 32-bit word of the address printed as a native number.
    ///
    /// @param size 4 or 16; an IPv4 address of 16 bytes is IPv4-mapped
    static String column(InetSocketAddress endpoint, int size, ByteOrder order) {
        byte[] address = endpoint.getAddress().getAddress();
        if (size == 16 && address.length == 4) {
            address = ByteBuffer.allocate(16).put(MAPPED).put(address).array();
        }
        StringBuilder text = new StringBuilder();
        ByteBuffer words = ByteBuffer.wrap(address).order(order);
        while (words.hasRemaining()) {
            text.append(String.format(Locale.ROOT, "%08X", words.getInt()));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", endpoint.getPort()))
                .toString();
    }

    /// The state that a line of the table gives, when it is the line of this connection.
    static Optional<SocketState> parse(
            String line, String localColumn, String remoteColumn, String local, String remote) {
        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when ...
        String[] columns = line.trim().split("\\s+", 7);
        if (columns.length < 6 || !columns[1].equals(localColumn) || !columns[2].equals(remoteColumn)) {
            return Optional.empty();
        }
        try {
            int colon = columns[5].indexOf(':');
            int timer = Integer.parseInt(columns[5].substring(0, colon), 16);
            double left = Long.parseLong(columns[5].substring(colon + 1), 16) / TICKS_PER_SECOND;
            String name = SocketState.timerName(timer);
            return TcpState.ofLinux(Integer.parseInt(columns[3], 16))
                    .map(state -> new SocketState(local, remote, state.name(), name, name == null ? null : left));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
