package org.wirelab.client.tls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every mode with every peer in both directions: each cell passes, or the table says why it cannot be.
///
/// The table is printed, goes into target/tls-interop.txt, and docs/reference/tls-interoperability.md is held to it:
/// `-Ddocs.write=true` draws it anew.
class TlsInteropTest {

    private static final Path PAGE = Path.of("../docs/reference/tls-interoperability.md");
    private static final Path TABLE = Path.of("target/tls-interop.txt");

    private static final Chromium CHROMIUM = new Chromium();
    private static final List<Peer> PEERS = List.of(
            new OpensslServer(),
            new GnutlsServer(),
            new OpensslClient(),
            new GnutlsClient(),
            new Curl(),
            CHROMIUM,
            new Tshark());

    @TempDir
    static Path folder;

    private static Ground ground;
    private final Map<Peer, String> versions = new LinkedHashMap<>();
    private final Matrix matrix = new Matrix(PEERS);

    @BeforeAll
    static void start() throws Exception {
        ground = new Ground(folder);
        PEERS.forEach(peer -> peer.prepare(ground));
    }

    @AfterAll
    static void end() {
        CHROMIUM.close();
        ground.close();
    }

    @TestFactory
    Stream<DynamicNode> everyModeWithEveryPeer() {
        return Stream.concat(
                PEERS.stream().map(this::column),
                Stream.of(
                        DynamicTest.dynamicTest("the table", this::table),
                        DynamicTest.dynamicTest("what Chromium offers", this::offers),
                        DynamicTest.dynamicTest("the page", this::page)));
    }

    private DynamicNode column(Peer peer) {
        return DynamicContainer.dynamicContainer(
                peer.heading(),
                Mode.ALL.stream().map(mode -> DynamicTest.dynamicTest(mode.toString(), () -> cell(mode, peer))));
    }

    private void cell(Mode mode, Peer peer) throws Exception {
        if (!versions.containsKey(peer)) {
            versions.put(peer, peer.version()); // skips the cell where there is no such program
        }
        Optional<Why> why = peer.cannot(mode);
        if (why.isPresent()) {
            matrix.cannot(mode, peer, why.get());
        } else {
            peer.meet(ground, mode);
            matrix.passed(mode, peer);
        }
    }

    private void table() throws Exception {
        String table = String.join("\n", matrix.lines()) + "\n\n" + String.join("\n", versions()) + "\n";
        System.out.println(table);
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, table);
    }

    private void offers() {
        assumeTrue(matrix.complete(), "not every cell has been tried, or not every one passed");
        CHROMIUM.assertOffersNothingElse();
    }

    /// With other versions of the programs there may be other reasons: the page tells of those that stand on it.
    private void page() throws Exception {
        assumeTrue(matrix.complete(), "not every cell has been tried, or not every one passed");
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("docs.write")) {
            page = between(between(page, "versions", versions()), "table", matrix.lines());
            Files.writeString(PAGE, page);
        }
        for (String version : versions()) {
            assumeTrue(
                    version.startsWith("Chromium") || page.contains("\n" + release(version) + "."),
                    "the page is about other versions than " + version);
        }
        assertThat(page).as("written anew by -Ddocs.write=true").isEqualTo(between(page, "table", matrix.lines()));
    }

    private List<String> versions() {
        return versions.values().stream().distinct().toList();
    }

    /// `openssl 3.0` of `openssl 3.0.22`.
    private static String release(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private static String between(String page, String what, List<String> lines) {
        String begin = "<!-- generated: " + what + " -->\n";
        int start = page.indexOf(begin) + begin.length();
        int stop = page.indexOf("<!-- end -->", start);
        assertThat(start).isGreaterThan(begin.length());
        List<String> block = new ArrayList<>(lines);
        block.addFirst("```");
        block.addLast("```");
        return page.substring(0, start) + String.join("\n", block) + "\n" + page.substring(stop);
    }
}
