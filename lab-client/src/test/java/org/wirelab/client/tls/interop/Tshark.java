package org.wirelab.client.tls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirelab.client.TypedLine;
import org.wirelab.client.tls.TlsOptions;
import org.wirelab.testing.PrivateJvm;

/// The lab with itself, `lab tls` as it is typed: `tshark` opens the `run.pcapng` and is given nothing else.
final class Tshark implements Peer {

    private static final String FOLDER = "WIRELAB_TEST_RUNS";

    private final Beforehand runs = new Beforehand();

    @Override
    public String heading() {
        return "lab tls: tshark decrypts its run.pcapng";
    }

    @Override
    public String version() throws Exception {
        return "tshark " + Ground.output("tshark", "--version").replaceFirst("(?s).*?(\\d+\\.\\d+\\.\\d+).*", "$1");
    }

    @Override
    public Optional<Why> cannot(Mode mode) {
        return impossible(mode);
    }

    private static Optional<Why> impossible(Mode mode) {
        return switch (mode.event()) {
            case TICKET -> mode.tls13() ? Optional.empty() : Optional.of(Why.NO_TICKET);
            case STAPLED_STATUS -> Optional.of(Why.NO_STAPLING);
            case NONE,
                    AS_THEY_COME,
                    DECLINED,
                    CLIENT_CERTIFICATE,
                    SESSION_ID,
                    HELLO_RETRY,
                    EXTERNAL_KEY,
                    KEY_UPDATE,
                    ALPN,
                    SERVER_NAME -> Optional.empty();
        };
    }

    @Override
    public void prepare(Ground ground) {
        Path folder = ground.folder.resolve("runs");
        runs.begin(() -> PrivateJvm.run(
                EveryMode.class, Map.of(FOLDER, folder.toString(), "XDG_CACHE_HOME", ground.folder.toString())));
    }

    @Override
    public void meet(Ground ground, Mode mode) throws Exception {
        runs.awaitDone();
        List<String> opened = ground.run(
                        Ground.tool("tshark"),
                        "-r",
                        capture(ground.folder.resolve("runs"), mode).toString(),
                        "-d",
                        "tcp.port==7443,tls",
                        // these words are no HTTP, whatever ALPN says
                        "--disable-protocol",
                        "http",
                        "-Y",
                        "tls",
                        "-T",
                        "fields",
                        "-e",
                        "tls.handshake.type",
                        "-e",
                        "data.data")
                .lines()
                .toList();
        int spoken = mode.event().connections() + (mode.is(Event.KEY_UPDATE) ? 1 : 0);
        assertThat(opened.stream().filter(line -> line.matches("(.*,)?20(,.*)?\\t.*")))
                .as("frames with a Finished that was opened: %s", opened)
                .hasSize(2 * mode.event().connections());
        assertThat(opened.stream()
                        .filter(line -> line.contains(HexFormat.of().formatHex(TlsOptions.GREETING.getBytes(UTF_8)))))
                .as("frames with words that were opened: %s", opened)
                .hasSize(2 * spoken);
    }

    private static Path capture(Path runs, Mode mode) throws IOException {
        try (Stream<Path> files = Files.walk(runs.resolve(folder(mode)))) {
            return files.filter(path -> path.endsWith("run.pcapng")).findFirst().orElseThrow();
        }
    }

    private static String folder(Mode mode) {
        return Integer.toString(Mode.ALL.indexOf(mode));
    }

    /// In a network of its own, where also an ordinary user may watch the wire: one run of the command for each
    /// mode.
    static final class EveryMode implements PrivateJvm.Body {
        @Override
        public void run() {
            Path runs = Path.of(System.getenv(FOLDER));
            for (Mode mode : Mode.ALL) {
                if (impossible(mode).isEmpty()) {
                    List<String> words = words(mode);
                    words.addAll(List.of("-q", "-o", runs.resolve(folder(mode)).toString()));
                    TypedLine line = TypedLine.of(words.toArray(String[]::new));
                    assertThat(line.exitCode()).as("%s: %s", words, line).isZero();
                }
            }
        }
    }

    private static List<String> words(Mode mode) {
        List<String> words = new ArrayList<>(List.of("tls"));
        if (mode.open()) {
            words.addAll(List.of("--tls", mode.version().number()));
            return words;
        }
        words.addAll(List.of("--suite", mode.suite()));
        if (!mode.group().isEmpty()) {
            words.addAll(List.of("--group", mode.group()));
        }
        if (!mode.extendedMasterSecret()) {
            words.add("--no-ems");
        }
        if (!mode.encryptThenMac()) {
            words.add("--no-etm");
        }
        words.addAll(
                switch (mode.event()) {
                    case CLIENT_CERTIFICATE -> List.of("--client-cert", "lab");
                    case SESSION_ID, TICKET -> List.of("--resume");
                    case HELLO_RETRY -> List.of("--key-share", "none");
                    case EXTERNAL_KEY ->
                        List.of("--psk", Mode.EXTERNAL_KEY.key().toString());
                    case KEY_UPDATE -> List.of("--key-update");
                    case ALPN -> List.of("--alpn", Mode.PROTOCOL);
                    case SERVER_NAME -> List.of("--sni", "localhost");
                    case NONE, AS_THEY_COME, DECLINED, STAPLED_STATUS -> List.<String>of();
                });
        return words;
    }
}
