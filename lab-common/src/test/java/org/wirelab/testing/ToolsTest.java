package org.wirelab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolsTest {
    @Test
    void findsAProgramOfTheAdministratorsFolders() {
        assertThat(Tools.find("sh")).isPresent();
    }

    @Test
    void findsNoProgramThatIsNotThere() {
        assertThat(Tools.find("no-such-program-of-wirelab")).isEmpty();
    }
}
