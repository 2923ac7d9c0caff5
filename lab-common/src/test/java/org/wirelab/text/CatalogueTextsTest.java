package org.wirelab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.arq.ReceiverRoomFlows;
import org.wirelab.congestion.CongestionFlows;
import org.wirelab.crypto.CryptoFlows;
import org.wirelab.dns.DnsFlows;
import org.wirelab.flow.Catalogue;
import org.wirelab.flow.Flow;
import org.wirelab.run.Summary;
import org.wirelab.tcp.ReceiverWindowFlows;
import org.wirelab.tcp.TcpFlows;
import org.wirelab.tls.TlsFlows;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.udp.UdpFlows;

/// Whatever a finding may need to say has its words in every language.
class CatalogueTextsTest {

    /// The notes, sentence by sentence.
    private static final List<String> SENTENCES = List.of(
            "tcp.reliable",
            "tcp.open.1",
            "tcp.open.2",
            "tcp.open.3",
            "tcp.open.4",
            "tcp.close.1",
            "tcp.close.2",
            "tcp.close.3",
            "tcp.close.4",
            "tcp.close.5",
            "tcp.close.6",
            "crypto.public.1",
            "crypto.public.2",
            "crypto.symmetric.1",
            "crypto.symmetric.2",
            "crypto.symmetric.3",
            "tls.1a",
            "tls.1b",
            "tls.2a",
            "tls.2b",
            "tls.2c",
            "tls.3a",
            "tls.3b",
            "tls.4a",
            "tls.4b",
            "tls.4c",
            "tls.5",
            "dns.1",
            "dns.2",
            "dns.3",
            "dns.4",
            "dns.5",
            "dns.6",
            "dns.7",
            "dns.8",
            "flow.1",
            "flow.2",
            "flow.3",
            "flow.4",
            "congestion.1",
            "congestion.2",
            "congestion.3",
            "congestion.4",
            "congestion.5");

    /// A new flow is added here.
    private static final List<Flow> FLOWS = Stream.of(
                    TcpFlows.ALL,
                    UdpFlows.ALL,
                    ReceiverWindowFlows.ALL,
                    ReceiverRoomFlows.ALL,
                    List.of(CryptoFlows.ENCRYPTION, TlsFlows.HANDSHAKE, DnsFlows.LOOKUP, CongestionFlows.CONTROL))
            .flatMap(List::stream)
            .toList();

    private static final int SHORT_COLUMNS = 44;

    private final Catalogue catalogue = Catalogue.load();

    /// A handshake of TLS 1.3 is not held against RFC 5246, which it has replaced.
    @Test
    void whatTls12SaysHasItsPlaceInTls13BesideIt() {
        List<Catalogue.Sentence> ofTls12 = Catalogue.load().sentences().stream()
                .filter(sentence -> sentence.reference().contains("RFC 5246"))
                .toList();
        assertThat(ofTls12)
                .hasSize(10)
                .allSatisfy(sentence -> assertThat(sentence.reference())
                        .matches("TLS 1\\.2: RFC 5246 §[^;]*; TLS 1\\.3: RFC 8446 §.*"));
    }

    @Test
    void theCatalogueHasTheSentencesOfTheNotesInTheirOrder() {
        assertThat(catalogue.sentences()).extracting(Catalogue.Sentence::id).isEqualTo(SENTENCES);
        assertThat(catalogue.sentences()).allSatisfy(sentence -> {
            assertThat(sentence.reference()).isNotBlank();
            assertThat(sentence.id()).startsWith(sentence.group());
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everySentenceIsStatedInFullAndInShort(Language language) {
        Texts texts = Texts.in(language);
        for (Catalogue.Sentence sentence : catalogue.sentences()) {
            assertThat(texts.find(sentence.group() + ".title")).isPresent();
            assertThat(texts.find(sentence.id() + ".statement")).isPresent();
            assertThat(columns(texts.get(sentence.id() + ".short")))
                    .as(sentence.id() + ".short")
                    .isBetween(1, SHORT_COLUMNS);
        }
    }

    /// A terminal gives Hangul and Chinese characters two columns each.
    static int columns(String text) {
        return text.codePoints()
                .map(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL
                                || Character.isIdeographic(point)
                        ? 2
                        : 1)
                .sum();
    }

    @Test
    void everyStepOfAFlowIsASentenceOfTheNotes() {
        assertThat(FLOWS)
                .allSatisfy(flow -> assertThat(flow.steps())
                        .allSatisfy(
                                step -> assertThat(catalogue.find(step.id())).isPresent()));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTextThatAFlowNamesExists(Language language) {
        assertThat(FLOWS)
                .allSatisfy(flow -> assertThat(Texts.in(language).keys()).containsAll(flow.textKeys()));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyReasonThatTheJudgesGiveExists(Language language) throws IOException {
        assertThat(reasonsInTheSources()).contains("reason.order", "reason.check", "reason.absent");
        assertThat(Texts.in(language).keys()).containsAll(reasonsInTheSources());
    }

    /// The literals of the judges' own package: what it says is said nowhere else.
    private static Set<String> reasonsInTheSources() throws IOException {
        Set<String> keys = new TreeSet<>();
        Pattern literal = Pattern.compile("\"(reason\\.[a-z_]+)\"");
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/wirelab/flow"))) {
            for (Path file : files.toList()) {
                literal.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(keys::add);
            }
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void verdictsSidesAndSourcesHaveNames(Language language) {
        Set<String> keys = Texts.in(language).keys();
        for (Source source : Source.values()) {
            assertThat(keys).contains("source." + source.label(), "source." + source.label() + ".opens");
        }
        for (Side side : Side.values()) {
            assertThat(keys).contains("side." + side.label());
        }
        for (String verdict : Summary.LABELS) {
            assertThat(keys).contains("verdict." + verdict);
        }
    }

    /// A reason is formatted even where it has no places, so that it must read the same.
    @ParameterizedTest
    @EnumSource(Language.class)
    void reasonsWithoutPlacesReadTheSameFormattedOrNot(Language language) throws IOException {
        Texts texts = Texts.in(language);
        Set<String> keys = new TreeSet<>(reasonsInTheSources());
        FLOWS.forEach(flow -> keys.addAll(flow.textKeys()));
        assertThat(keys).allSatisfy(key -> {
            if (!texts.get(key).contains("{")) {
                assertThat(texts.format(key)).isEqualTo(texts.get(key));
            }
        });
    }
}
