package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Any bytes at all, said to the server through a real socket before, in the middle of and after a handshake: it ends
/// every connection in good order, never blames itself, and serves the next one.
class TlsServerFuzzTest {

    private static final String INTERNAL_ERROR = "0250";

    @TempDir
    static Path home;

    private static ServedTls served;

    @BeforeAll
    static void serve() throws Exception {
        served = new ServedTls(home, Unhurried.LIMITS);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    /// @param bytes when to say it (0: first of all, 1: after the server's flight, 2: under the keys of an open
    ///     connection, as a record of the type that comes next), then what to say
    @FuzzTest(maxDuration = "1m")
    void whateverIsSaidTheConnectionEndsInGoodOrder(byte[] bytes) throws Exception {
        // what is fuzzed is what is said there; Jazzer takes any connection for a finding unless told
        BugDetectors.allowNetworkConnections(
                (host, port) -> port == served.address().getPort());
        if (bytes.length < 2) {
            return;
        }
        byte[] words = Arrays.copyOfRange(bytes, 1, bytes.length);
        switch (Math.floorMod(bytes[0], 3)) {
            case 0 -> sayInTheClear(HandMadeClient.silent(served.address()), words);
            case 1 -> sayInTheClear(HandMadeClient.greeted(served.address()), words);
            default -> sayUnderKeys(HandMadeClient.open(served.address()), words);
        }
    }

    private static void sayInTheClear(HandMadeClient client, byte[] words) throws IOException {
        try (client) {
            client.send(words);
            client.endOfWords();
            String answer = client.rest();
            if (!answer.equals("reset")) {
                assertWholeRecords(HexFormat.of().parseHex(answer));
            }
        }
    }

    private static void sayUnderKeys(HandMadeClient client, byte[] words) throws Exception {
        try (client) {
            byte[] content = Arrays.copyOfRange(words, 1, words.length);
            client.send(client.sealed(words[0] & 0xff, content, UnaryOperator.identity()));
            client.endOfWords();
            assertThat(client.restInTheClear()).doesNotContain("alert 2 80");
        }
    }

    /// What is sent in the clear is of records from the first byte to the last, and no alert says internal_error.
    private static void assertWholeRecords(byte[] stream) {
        int at = 0;
        while (at < stream.length) {
            int length = (stream[at + 3] & 0xff) << 8 | (stream[at + 4] & 0xff);
            assertThat(at + 5 + length).isLessThanOrEqualTo(stream.length);
            assertThat(stream[at + 1]).isEqualTo((byte) 3);
            String fragment = HexFormat.of().formatHex(stream, at + 5, at + 5 + length);
            assertThat(stream[at] == 21 ? fragment : "").isNotEqualTo(INTERNAL_ERROR);
            at += 5 + length;
        }
    }
}
