package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.testing.Tools;

/// `lab read` of a capture in which dig asks a real unbound, and unbound walks the miniature Internet; tshark is the
/// judge.
@Timeout(180)
class ReadDnsTest {

    @TempDir
    private static Path folder;

    private static Path capture;
    private static List<Map<String, Object>> lines;

    @BeforeAll
    static void captureTheWalksOfAResolver() throws Exception {
        for (String tool : List.of("unshare", "ip", "tcpdump", "unbound", "dig", "tshark", "bash")) {
            Tools.require(tool);
        }
        capture = folder.resolve("dns.pcap");
        Files.writeString(folder.resolve("unbound.conf"), """
                server:
                  interface: 127.0.0.2
                  outgoing-interface: 127.0.0.2
                  username: ""
                  chroot: ""
                  directory: "%s"
                  pidfile: ""
                  use-syslog: no
                  do-daemonize: no
                  do-not-query-localhost: no
                  do-ip6: no
                  module-config: "iterator"
                remote-control:
                  control-enable: no
                """.formatted(folder));
        String java = System.getProperty("java.home") + "/bin/java --enable-native-access=ALL-UNNAMED"
                + " --sun-misc-unsafe-memory-access=allow -Dio.netty.machineId=02:00:00:00:00:01"
                + " -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + DnsGround.class.getName();
        Path script =
                Files.writeString(folder.resolve("ground.sh"), """
                set -e
                cd %1$s
                ip link set lo up
                ip route add local default dev lo
                echo usable
                mkfifo in
                { %2$s <in >out 2>&1 & }
                ground=$!
                exec 9>in
                until grep -q ready out; do kill -0 $ground; sleep 0.1; done
                # root would change to a user of its own, which a user namespace forbids
                tcpdump -i lo -U $([ $(id -u) = 0 ] && echo -Z root) -w dns.pcap port 53 2>tcpdump.log & tcpdump=$!
                until grep -q listening tcpdump.log; do kill -0 $tcpdump || { cat tcpdump.log; exit 1; }; sleep 0.1; done
                %3$s -d -c unbound.conf 2>unbound.log & unbound=$!
                until dig +short +tries=1 +time=1 @127.0.0.2 version.bind CH TXT | grep -q .; do kill -0 $unbound; sleep 0.1; done
                dig +tries=1 +time=15 @127.0.0.2 www.naver.com A
                dig +tries=1 +time=15 @127.0.0.2 nobody.naver.com A
                dig +tries=1 +time=15 @127.0.0.2 www.example.kr A
                dig +tcp +tries=1 +time=15 @127.0.0.2 cafe.naver.com A
                dig +notcp +ignore +norecurse @198.51.100.1 large.naver.com TXT
                # nobody is at home there: sent twice, never answered
                dig +tries=2 +time=1 @203.0.113.250 nowhere.example A || true
                printf 'this is no DNS message, only words' > /dev/udp/198.41.0.4/53
                until grep -aq 'only words' dns.pcap; do kill -0 $tcpdump; sleep 0.1; done
                kill $tcpdump; wait $tcpdump || true
                kill $unbound; wait $unbound || true
                exec 9>&-
                wait $ground || true
                echo finished
                """.formatted(folder, java, Tools.require("unbound")));
        boolean root = System.getProperty("user.name").equals("root");
        List<String> unshare = root
                ? List.of("unshare", "-n", "bash", script.toString())
                : List.of("unshare", "-n", "--map-current-user", "--keep-caps", "bash", script.toString());
        Process ground = new ProcessBuilder(unshare).redirectErrorStream(true).start();
        ground.getOutputStream().close();
        String said = new String(ground.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ground.waitFor() != 0 && !said.contains("usable")) {
            abort("no network namespace here: " + said);
        }
        assertThat(said).contains("finished");
        lines = json(capture);
    }

    @Test
    void tsharkCountsTheSameMessages() throws Exception {
        List<String[]> fields = tshark("dns", "frame.number", "dns.flags.response");
        long queries = fields.stream().filter(each -> !isTrue(each[1])).count();
        long responses = fields.stream().filter(each -> isTrue(each[1])).count();
        List<Map<String, Object>> exchanges = exchanges();
        long sent = exchanges.stream()
                .filter(each -> !each.get("status").equals("unasked"))
                .mapToLong(each -> 1 + ((Number) each.get("sent_again")).longValue())
                .sum();
        long answered = exchanges.stream()
                .filter(each -> !each.get("status").equals("unanswered"))
                .count();
        assertThat(answered).as("responses").isEqualTo(responses).isGreaterThan(10);
        // tshark takes the words on port 53 for a query
        assertThat(sent).as("queries").isEqualTo(queries - 1);
    }

    @Test
    void idNameCodeAndTimeAreThoseOfTshark() throws Exception {
        Map<Long, String[]> ofTshark = new TreeMap<>();
        for (String[] each : tshark(
                "dns.flags.response==1 && dns.time",
                "frame.number",
                "dns.id",
                "dns.qry.name",
                "dns.flags.rcode",
                "dns.time")) {
            ofTshark.put(Long.parseLong(each[0]), each);
        }
        int compared = 0;
        for (Map<String, Object> exchange : exchanges()) {
            String[] other = ofTshark.get(((Number) exchange.get("response_frame")).longValue());
            if (!exchange.get("status").equals("answered") || other == null) {
                continue;
            }
            compared++;
            assertThat(((Number) exchange.get("id")).intValue()).isEqualTo(Integer.decode(other[1]));
            String name = exchange.get("name").toString();
            assertThat(name.equals(".") ? "<Root>" : name.substring(0, name.length() - 1))
                    .isEqualToIgnoringCase(other[2]);
            assertThat(exchange.get("rcode"))
                    .isEqualTo(List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP")
                            .get(Integer.parseInt(other[3])));
            assertThat(((Number) exchange.get("rtt_ms")).doubleValue())
                    .isCloseTo(1000 * Double.parseDouble(other[4]), within(0.002));
        }
        assertThat(compared).isGreaterThan(10);
    }

    @Test
    void theWalkOfTheResolverIsHeldAgainstTheNotes() {
        Map<String, String> verdicts = new TreeMap<>();
        lines.stream()
                .filter(line -> line.get("type").equals("finding")
                        && line.get("flow").equals("dns.walk")
                        && line.get("conversation").toString().contains("www.naver.com. A"))
                .forEach(line -> verdicts.put(
                        line.get("step").toString(), line.get("verdict").toString()));
        assertThat(verdicts)
                .containsEntry("dns.4", "confirmed")
                .containsEntry("dns.5", "confirmed")
                .containsEntry("dns.6", "confirmed")
                .containsEntry("dns.7", "differs");
    }

    @Test
    void noFindingOfAWalkFails() {
        assertThat(lines)
                .filteredOn(line ->
                        line.get("type").equals("finding") && line.get("flow").equals("dns.walk"))
                .isNotEmpty()
                .noneMatch(line -> List.of("contradicted", "missing")
                        .contains(line.get("verdict").toString()));
    }

    @Test
    void aWalkThatGoesOnBehindTheEndOfTheCaptureHasNoOutcome() throws Exception {
        String referral = tshark(
                        "dns.flags.response==1 && dns.count.answers==0 && dns.count.auth_rr>0 && dns.qry.name contains \"com\"",
                        "frame.number")
                .getFirst()[0];
        Path cut = folder.resolve("cut.pcap");
        Process editcap = new ProcessBuilder(
                        Tools.require("editcap").toString(), "-r", capture.toString(), cut.toString(), "1-" + referral)
                .inheritIO()
                .start();
        assertThat(editcap.waitFor()).isZero();
        List<Map<String, Object>> seen = json(cut);
        assertThat(seen)
                .filteredOn(line ->
                        line.get("type").equals("finding") && line.get("flow").equals("dns.walk"))
                .extracting(line -> line.get("step") + " " + line.get("verdict"))
                .contains("dns.4 confirmed", "dns.6 unobservable");
        assertThat(seen).noneMatch(line -> "dns.outcome".equals(line.get("kind")));
    }

    @Test
    void whatNobodyAnsweredIsToldWithItsRetransmission() {
        assertThat(exchanges())
                .filteredOn(each -> each.get("name").equals("nowhere.example."))
                .isNotEmpty()
                .allMatch(each -> each.get("status").equals("unanswered"));
    }

    @Test
    void wordsOnPort53AreNoMessageAndTheirPlaceIsSaid() {
        assertThat(lines)
                .filteredOn(line -> "dns.malformed".equals(line.get("kind")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(((Number) line.get("frame")).longValue()).isPositive();
                    assertThat(line.get("why").toString()).isNotEmpty();
                });
    }

    @Test
    void thePageSaysItInNumbers() throws IOException {
        String page = TypedLine.of("read", capture.toString()).out();
        assertThat(page).contains("DNS: ").contains("NXDOMAIN").contains("cannot be read");
    }

    private static List<Map<String, Object>> exchanges() {
        return lines.stream()
                .filter(line -> "dns.exchange".equals(line.get("kind")))
                .toList();
    }

    private static List<Map<String, Object>> json(Path file) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String line :
                TypedLine.of("read", "--json", file.toString()).out().lines().toList()) {
            all.add(JSON.std.mapFrom(line));
        }
        return all;
    }

    private static boolean isTrue(String field) {
        return field.equals("1") || field.equalsIgnoreCase("true");
    }

    private static List<String[]> tshark(String filter, String... fields) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Tools.require("tshark").toString(),
                "-r",
                capture.toString(),
                "-Y",
                filter,
                "-T",
                "fields",
                "-E",
                "occurrence=f",
                "-E",
                "separator=,"));
        for (String field : fields) {
            line.add("-e");
            line.add(field);
        }
        Process tshark = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String[]> rows = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(row -> row.split(",", -1))
                .filter(row -> Arrays.stream(row).anyMatch(cell -> !cell.isEmpty()))
                .toList();
        assertThat(tshark.waitFor()).isZero();
        return rows;
    }
}
