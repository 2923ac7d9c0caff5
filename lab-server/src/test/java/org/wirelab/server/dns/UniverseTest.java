package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.dns.Question;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.fault.Fault;

/// A universe's files, right and wrong.
class UniverseTest {

    private static final String ZONE = "@ 60 IN SOA ns host 1 2 3 4 5\n@ 60 IN NS ns\nns 60 IN A 192.0.2.1\n";

    @TempDir
    private Path folder;

    @Test
    void aFolderWithServersAndZonesIsAUniverse() throws IOException {
        write("servers.txt", """
                # a comment
                a.nic.test. | 192.0.2.1 2001:db8::1 | test. | delay=20ms fault=trailing:7   # and one more
                b.nic.test. | 192.0.2.2 | test.=old.zone
                """);
        write("test.zone", ZONE + "www 60 IN A 192.0.2.10\n");
        write("old.zone", ZONE);
        Universe universe = Universe.read(folder);
        assertThat(universe.servers()).hasSize(2);
        assertThat(universe.scenarios()).isEmpty();
        Behaviour behaviour = universe.servers().getFirst().behaviour();
        assertThat(behaviour.delay()).isEqualTo(Duration.ofMillis(20));
        assertThat(behaviour.faults()).containsExactly(new Fault.Trailing(7));
        assertThat(universe.servers().stream()
                        .map(server -> server.authority()
                                .zones()
                                .getFirst()
                                .at(Question.parseName("www.test"), 1)
                                .size()))
                .as("two servers hold two versions of one zone")
                .containsExactly(1, 0);
    }

    @Test
    void whatIsWrongIsSaidInOneLineWithFileAndLine() throws IOException {
        says("", "there is no servers.txt");
        write("servers.txt", "");
        write("test.zone", ZONE);
        says("a.test. | 192.0.2.1", "servers.txt, line 2: a line is `name | addresses | zones`");
        says("a.test. | | test.", "servers.txt, line 2: the server has no address");
        says("a.test. | 192.0.2 | test.", "line 2: '192.0.2' is no IPv4 or IPv6 address");
        says("a.test. | 192.0.2.1 | nowhere.", "there is no nowhere.zone", "servers.txt, line 2");
        says("a.test. | 192.0.2.1 192.0.2.1 | test.", "another server has the address 192.0.2.1");
        says("a.test. | 192.0.2.1 | test. | fault=sulk", "line 2: 'sulk' is no fault; there are refuse,");
        says("a.test. | 192.0.2.1 | test. | slow", "line 2: 'slow' is no option; there are delay=20ms");
        says("a.test. | 192.0.2.1 | test. | delay=soon", "line 2: 'soon': a time is such as 20ms or 2s");
        says("a.test. | 192.0.2.1 | test. | fault=loss:120%", "no more than 100% can be lost");
        write("test.zone", ZONE + "www 60 IN A 192.0.2\n");
        says("a.test. | 192.0.2.1 | test.", "test.zone, line 4: ");
        write("test.zone", ZONE + "www.elsewhere. 60 IN A 192.0.2.1\n");
        says("a.test. | 192.0.2.1 | test.", "test.zone: www.elsewhere. lies outside of the zone test.");
        write("test.zone", ZONE);
        write("scenarios.txt", "\n\nbad | www.test.");
        says("a.test. | 192.0.2.1 | test.", "scenarios.txt, line 3: a line is `scenario | name | type`");
    }

    @Test
    void noFileOutsideOfTheFolderIsRead() throws IOException {
        says("a.test. | 192.0.2.1 | test.=../../etc/passwd", "there is no ../../etc/passwd");
    }

    @Test
    void theBuiltInScenariosAllHaveAQuestionOfTheirOwn() {
        Universe universe = Universe.builtIn();
        assertThat(universe.scenarios()).hasSize(28);
        assertThat(universe.scenarios().stream()
                        .map(Universe.Scenario::question)
                        .distinct())
                .hasSize(28);
    }

    private void says(String secondLine, String... expected) throws IOException {
        if (!secondLine.isEmpty()) {
            write("servers.txt", "# servers\n" + secondLine + "\n");
        }
        assertThatThrownBy(() -> Universe.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(expected)
                .message()
                .doesNotContain("\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
    }
}
