package org.wirelab.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.wirelab.posix.NetlinkMessage;
import org.wirelab.posix.NetlinkSocket;
import org.wirelab.posix.Posix;
import org.wirelab.posix.PosixSocket;
import org.wirelab.posix.SocketMemory;

/// Where a kernel tells everybody how many datagrams it has dropped: its tables of UDP sockets, through netlink and as
/// text, and its counters of the whole host. No privilege is needed.
///
/// They are those of the network namespace of the calling thread.
public final class DropCounters {

    /// In `struct inet_diag_req_v2` and its answer.
    private static final int SOCK_DIAG_BY_FAMILY = 20;

    private static final int REQUEST_SIZE = 56;
    private static final int ANSWER_SIZE = 72;
    private static final int IPPROTO_UDP = 17;
    private static final int SOURCE_PORT = 8;
    private static final int ANSWER_PORT = 4;

    /// `INET_DIAG_SKMEMINFO` (linux/inet_diag.h).
    private static final int MEMORY = 7;

    private static final Path PROC = Path.of("/proc/thread-self/net");

    /// Columns of `/proc/net/udp` (proc(5)), from 0.
    private static final int LOCAL_COLUMN = 1;

    private static final int DROPS_COLUMN = 12;

    private DropCounters() {}

    /// What the table of sockets says through netlink (sock_diag(7)) of the one at this port; empty where
    /// there is no such door.
    public static OptionalLong byNetlink(InetSocketAddress local) {
        if (!Posix.available()) {
            return OptionalLong.empty();
        }
        try (NetlinkSocket netlink = NetlinkSocket.open(NetlinkSocket.NETLINK_SOCK_DIAG)) {
            List<NetlinkMessage> answers = netlink.dump(SOCK_DIAG_BY_FAMILY, question(local));
            return answers.stream()
                    .map(NetlinkMessage::payload)
                    .filter(answer -> isAbout(local, answer))
                    .mapToLong(DropCounters::drops)
                    .filter(drops -> drops >= 0)
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty(); // forbidden, or a kernel without udp_diag
        }
    }

    /// What the table of sockets says as text.
    public static OptionalLong byText(InetSocketAddress local) {
        boolean four = local.getAddress().getAddress().length == 4;
        try {
            return dropsOf(
                    local.getPort(),
                    Files.readAllLines(PROC.resolve(four ? "udp" : "udp6"), StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /// How many datagrams of any socket of this host found a full receive buffer, as `nstat` has it
    /// (`UdpRcvbufErrors`, `Udp6RcvbufErrors`).
    public static OptionalLong ofTheHost(boolean ipv6) {
        try {
            return ipv6
                    ? named("Udp6RcvbufErrors", Files.readAllLines(PROC.resolve("snmp6"), StandardCharsets.US_ASCII))
                    : inColumns(
                            "Udp:",
                            "RcvbufErrors",
                            Files.readAllLines(PROC.resolve("snmp"), StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /// The `drops` of the line with this port.
    static OptionalLong dropsOf(int port, List<String> lines) {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > DROPS_COLUMN && columns[LOCAL_COLUMN].endsWith(ending))
                .mapToLong(columns -> Long.parseLong(columns[DROPS_COLUMN]))
                .findFirst();
    }

    /// A counter of a table whose names stand in one line and whose values in the next with the same beginning.
    static OptionalLong inColumns(String table, String counter, List<String> lines) {
        List<String[]> rows = lines.stream()
                .filter(line -> line.startsWith(table + " "))
                .map(line -> line.split(" "))
                .toList();
        if (rows.size() < 2) {
            return OptionalLong.empty();
        }
        int column = List.of(rows.getFirst()).indexOf(counter);
        return column < 0 || column >= rows.get(1).length
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(rows.get(1)[column]));
    }

    /// A counter of a table with one name and value in each line.
    static OptionalLong named(String counter, List<String> lines) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length == 2 && words[0].equals(counter))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst();
    }

    /// Asks for all sockets of the family with this port, and for their memory.
    static ByteBuffer question(InetSocketAddress local) {
        boolean four = local.getAddress().getAddress().length == 4;
        ByteBuffer request = ByteBuffer.allocate(REQUEST_SIZE).order(ByteOrder.nativeOrder());
        request.put(0, (byte) (four ? PosixSocket.AF_INET : PosixSocket.AF_INET6));
        request.put(1, (byte) IPPROTO_UDP).put(2, (byte) (1 << (MEMORY - 1))).putInt(4, -1);
        request.order(ByteOrder.BIG_ENDIAN).putShort(SOURCE_PORT, (short) local.getPort());
        return request;
    }

    private static boolean isAbout(InetSocketAddress local, ByteBuffer answer) {
        return answer.remaining() >= ANSWER_SIZE
                && Short.toUnsignedInt(answer.order(ByteOrder.BIG_ENDIAN).getShort(ANSWER_PORT)) == local.getPort();
    }

    /// The drops among the attributes behind the answer's structure; -1 where there are none.
    static long drops(ByteBuffer answer) {
        ByteBuffer in = answer.order(ByteOrder.nativeOrder());
        for (int at = ANSWER_SIZE; at + 4 <= in.limit(); ) {
            int length = Short.toUnsignedInt(in.getShort(at));
            if (length < 4 || at + length > in.limit()) {
                return -1;
            }
            if (in.getShort(at + 2) == MEMORY && length >= 4 + SocketMemory.SIZE) {
                return SocketMemory.drops(in.slice(at + 4, SocketMemory.SIZE).order(ByteOrder.nativeOrder()));
            }
            at += (length + 3) & ~3;
        }
        return -1;
    }
}
