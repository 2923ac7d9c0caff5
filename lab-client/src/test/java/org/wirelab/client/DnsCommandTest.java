package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.render.Columns;

/// `lab dns` as it is typed, on the miniature Internet.
@Timeout(120)
class DnsCommandTest {

    @ParameterizedTest
    @CsvSource({
        "www.naver.com, 0",
        "nosuch.nxdomain.example, 0",
        "www.nodata.example AAAA, 0",
        "www.all-lame.example, 3",
        "www.cname-loop.example, 3",
        "www.secure.example --dnssec, 0",
        "www.insecure.example --dnssec, 0",
        "www.bogus-ds.example --dnssec, 4",
        "www.expired-rrsig.example --dnssec, 4",
        "www.naver.com --compare --tcp, 0",
        "www.naver.com --no-edns --0x20, 0",
        "www.cs.univ.ac.kr --qmin, 0",
        "www.half-lame.example --all-paths, 0",
        "large.naver.com TXT --wire, 0",
        "www.naver.com cafe.naver.com nosuch.naver.com, 0",
    })
    void theExitCodeSaysWhatItCameTo(String line, int exit) {
        TypedLine typed = TypedLine.of(("dns " + line + " --offline --no-save --capture off --lang en").split(" "));

        assertThat(typed.exitCode()).as(typed.toString()).isEqualTo(exit);
        assertThat(typed.outLines())
                .allSatisfy(text -> assertThat(Columns.width(text)).isLessThanOrEqualTo(80));
        assertThat(typed.out()).contains("The walk: ", "sentences: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dns",
                "dns --scenario nosuch",
                "dns --scenario half-lame www.naver.com",
                "dns --scenario half-lame --tcp",
                "dns --offline --run true --dnssec",
                "dns --offline --run ",
                "dns www.naver.com --offline --short --wire",
                "dns www.naver.com --offline --parallel 3",
                "dns 203.0.113.10 --offline",
                "dns www.naver.com --port 0",
                "dns www.naver.com --anchor nosuch.file",
                "dns www.naver.com --dnssec --no-edns",
                "dns www.naver.com --dnssec --anchor nosuch.file",
                "dns www.naver.com --hints nosuch.file",
                "dns www.naver.com --resolver --compare",
                "dns www.naver.com --offline --names -",
                "dns --offline --names nosuch.file",
                "dns --names - --parallel 0",
                "dns www.naver.com -4 -6",
                "dns www.naver.com @ftp://192.0.2.1",
            })
    void whatMakesNoSenseIsOneLineAndExitCode2(String line) {
        TypedLine.of(line.split(" ", -1)).assertIsMisuse();
    }

    @Test
    void theHelpKeepsToTheWidthOfATerminal() {
        assertThat(TypedLine.of("dns", "--help").outLines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80))
                .anyMatch(line -> line.contains("--scenario half-lame"));
    }

    @Test
    void whoWatchesIsSaidOnceAndEachNameIsJudgedInTheOrderOfTheSentences() {
        TypedLine typed = TypedLine.of(
                "dns", "www.naver.com", "cafe.naver.com", "--offline", "--no-save", "--capture", "off", "--lang", "en");

        assertThat(typed.outLines())
                .filteredOn(line -> line.contains("no capture"))
                .hasSize(1);
        List<String> steps = typed.outLines().stream()
                .map(line -> line.replaceAll("^ +\\S (dns\\.\\d) .*|.*", "$1"))
                .filter(step -> !step.isEmpty())
                .toList();
        assertThat(steps).hasSize(16);
        assertThat(steps.subList(0, 8)).isSorted().isEqualTo(steps.subList(8, 16));
    }

    @Test
    void inShortThereIsTheDataAndNothingElse() {
        TypedLine typed = TypedLine.of("dns", "cafe.naver.com", "--offline", "--short");
        assertThat(typed.outLines()).containsExactly("cafe.example.kr.", "203.0.113.22");
    }

    @Test
    void octetsAreShownFieldByFieldAndStandInTheTrace() {
        TypedLine typed = TypedLine.of(
                "dns", "www.naver.com", "--offline", "--wire", "--no-save", "--capture", "off", "--lang", "en");
        assertThat(typed.out())
                .contains("header (RFC 1035", "QR=1 opcode QUERY AA=1", "by a pointer to octet 12", "203.0.113.10");
    }

    @Test
    void eachNameOfAFileIsOneResultLineAndABadLineDoesNotStopTheRest(@TempDir Path folder) throws Exception {
        Path names = Files.writeString(folder.resolve("names"), """
                www.naver.com
                # a comment

                www.nodata.example AAAA
                a..b
                nosuch.nxdomain.example
                www.all-lame.example
                """);
        TypedLine typed = TypedLine.of(
                "dns", "--names", names.toString(), "--offline", "--json", "--parallel", "1", "--lang", "en");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.errLines()).anyMatch(line -> line.startsWith("lab: line 5: "));
        List<String> lines = typed.outLines();
        assertThat(lines).hasSize(4);
        Map<String, Object> first = JSON.std.mapFrom(lines.getFirst());
        assertThat(first)
                .containsOnlyKeys("type", "name", "qtype", "status", "rcode", "answers", "exchanges", "ms", "why")
                .containsEntry("type", "result")
                .containsEntry("name", "www.naver.com.")
                .containsEntry("qtype", "A")
                .containsEntry("status", "answer")
                .containsEntry("rcode", "NOERROR");
        assertThat(first.get("answers").toString()).contains("www.naver.com. 300 IN A 203.0.113.10");
        assertThat(JSON.std.mapFrom(lines.get(1))).containsEntry("status", "nodata");
        assertThat(JSON.std.mapFrom(lines.get(2))).containsEntry("status", "nxdomain");
        assertThat(JSON.std.mapFrom(lines.get(3))).containsEntry("status", "servfail");
        assertThat(JSON.std.mapFrom(lines.get(3)).get("why").toString()).contains("lame");
    }

    @Test
    void manyNamesAreValidatedEach(@TempDir Path folder) throws Exception {
        Path names = Files.writeString(folder.resolve("names"), """
                www.secure.example
                www.bogus-ds.example
                www.insecure.example
                """);
        TypedLine typed =
                TypedLine.of("dns", "--names", names.toString(), "--offline", "--dnssec", "--json", "--lang", "en");

        assertThat(typed.exitCode()).isEqualTo(4);
        Map<String, Map<String, Object>> results = new HashMap<>();
        for (String line : typed.outLines()) {
            Map<String, Object> result = JSON.std.mapFrom(line);
            results.put(String.valueOf(result.get("name")), result);
        }
        assertThat(results.get("www.secure.example.")).containsEntry("status", "answer");
        assertThat(results.get("www.insecure.example.")).containsEntry("status", "answer");
        assertThat(results.get("www.bogus-ds.example."))
                .containsEntry("status", "bogus")
                .containsEntry("answers", List.of());
        assertThat(results.get("www.bogus-ds.example."))
                .containsEntry("why", "no key of bogus-ds.example. has the digest of a DS record in example.");
    }

    @Test
    void whatIsBogusIsNoShortAnswer() {
        TypedLine secure =
                TypedLine.of("dns", "www.secure.example", "--offline", "--dnssec", "--short", "--lang", "en");
        assertThat(secure.outLines()).containsExactly("203.0.113.125");
        TypedLine bogus =
                TypedLine.of("dns", "www.bogus-ds.example", "--offline", "--dnssec", "--short", "--lang", "en");
        assertThat(bogus.exitCode()).isEqualTo(4);
        assertThat(bogus.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--tcp, transport, tcp, udp",
        "--no-edns, edns_payload, 0, 1232",
        "--qmin, purpose, minimised, never",
    })
    void anOptionReachesTheQueries(String option, String field, String some, String none) throws Exception {
        assertThat(inQueries(option, field)).contains(some).doesNotContain(none);
    }

    @Test
    void lettersInRandomCaseReachTheQueries() throws Exception {
        assertThat(inQueries("--0x20", "name"))
                .anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
                .allMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".") || name.equals("."));
    }

    private static Set<String> inQueries(String option, String field) throws IOException {
        TypedLine typed = TypedLine.of(
                "dns", "www.cs.univ.ac.kr", "--offline", option, "--json", "--no-save", "--capture", "off");
        Set<String> said = new HashSet<>();
        for (String line : typed.outLines()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            if ("dns.query".equals(fields.get("kind")) && !"resolver".equals(fields.get("purpose"))) {
                said.add(String.valueOf(fields.get(field)));
            }
        }
        return said;
    }
}
