package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lab read` of a pipe with more connections than its heap could hold: memory must not grow with the capture.
class ReadMemoryTest {

    private static final String HEAP = "-Xmx32m";
    private static final int PORTS = 16_000;

    @TempDir
    private Path folder;

    @Test
    void theOverviewOfManyConnectionsNeedsLittleMemory() throws Exception {
        String page = read(150_000, true, "-q", "--open", "2000", "--lang", "en");
        assertThat(page)
                .contains("conversations: 150 000", "closed: FIN 150 000")
                .doesNotContain("let go");
    }

    @Test
    void connectionsThatNeverCloseAreBoundedAndThatIsSaid() throws Exception {
        String page = read(60_000, false, "-q", "--open", "2000", "--lang", "en");
        assertThat(page).contains("conversations: 60 000", "58 000 conversations were let go");
    }

    @Test
    void judgingManyConnectionsNeedsLittleMemory() throws Exception {
        String lines = read(8_000, true, "--json", "--open", "300");
        assertThat(lines.lines().filter(line -> line.contains("\"kind\":\"run.conversation_ended\"")))
                .hasSize(8_000);
        assertThat(lines).contains("\"confirmed\":64000,");
    }

    private String read(int connections, boolean close, String... options) throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path").replace(";", File.pathSeparator),
                "org.wirelab.client.Lab",
                "read",
                "-",
                "--color",
                "never"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (OutputStream pipe = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            write(pipe, connections, close);
        }
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        return Files.readString(out);
    }

    /// A pcap of raw IP: a handshake, a request, a response, and both FINs, a connection each millisecond.
    private static void write(OutputStream out, int connections, boolean close) throws IOException {
        out.write(little(24)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(101)
                .array());
        for (int i = 0; i < connections; i++) {
            Talk talk = new Talk(out, 0x0a000000 + i / PORTS, 20_000 + i % PORTS, i);
            talk.client(100, 0, 0x02, 0);
            talk.server(900, 101, 0x12, 0);
            talk.client(101, 901, 0x10, 0);
            talk.client(101, 901, 0x18, 10);
            talk.server(901, 111, 0x18, 100);
            if (close) {
                talk.client(111, 1001, 0x11, 0);
                talk.server(1001, 112, 0x11, 0);
                talk.client(112, 1002, 0x10, 0);
            }
        }
    }

    private record Talk(OutputStream out, int client, int port, int millis) {
        private static final int SERVER = 0xc0000202;

        void client(int seq, int ack, int flags, int length) throws IOException {
            segment(client, SERVER, port, 80, seq, ack, flags, length);
        }

        void server(int seq, int ack, int flags, int length) throws IOException {
            segment(SERVER, client, 80, port, seq, ack, flags, length);
        }

        private void segment(int from, int to, int source, int target, int seq, int ack, int flags, int length)
                throws IOException {
            int size = 40 + length;
            out.write(little(16)
                    .putInt(1_700_000_000 + millis / 1000)
                    .putInt(millis % 1000 * 1000)
                    .putInt(size)
                    .putInt(size)
                    .array());
            ByteBuffer packet = ByteBuffer.allocate(size);
            packet.putInt(0x45000000 | size)
                    .putInt(0)
                    .putInt(0x40060000)
                    .putInt(from)
                    .putInt(to);
            packet.putShort((short) source).putShort((short) target).putInt(seq).putInt(ack);
            packet.putShort((short) (0x5000 | flags)).putShort((short) 65_000).putInt(0);
            out.write(packet.array());
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
