package org.wirelab.congestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The machines held to the sentences of the RFCs: each script has the sentence above it, in our own words.
class ScriptsTest {

    @TestFactory
    Stream<DynamicTest> rfc5681SlowStartAndCongestionAvoidance() {
        return scripts("rfc5681-3.1.pkt");
    }

    @TestFactory
    Stream<DynamicTest> rfc5681FastRetransmitAndFastRecovery() {
        return scripts("rfc5681-3.2.pkt");
    }

    @TestFactory
    Stream<DynamicTest> rfc6298RetransmissionTimer() {
        return scripts("rfc6298.pkt");
    }

    @TestFactory
    Stream<DynamicTest> rfc6582NewReno() {
        return scripts("rfc6582.pkt");
    }

    @TestFactory
    Stream<DynamicTest> rfc9438Cubic() {
        return scripts("rfc9438.pkt");
    }

    private static Stream<DynamicTest> scripts(String file) {
        return MachineScript.of(lines(file)).stream()
                .map(each -> DynamicTest.dynamicTest(each.sentence(), new ScriptRun(each)::play));
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(ScriptsTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
