package org.wirelab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wirelab.run.LabException;

class PerformancePageTest {
    @Test
    void aResultReplacesTheOneBeforeAndNothingElse() throws LabException {
        String page =
                "text\n<!-- bench:read -->\nold\n<!-- /bench:read -->\nmore\n<!-- bench:bulk -->\n<!-- /bench:bulk -->\n";

        assertThat(PerformancePage.replaced(page, "read", "| new |\n")).isEqualTo(page.replace("old", "| new |"));
    }

    @Test
    void aPageWithoutAPlaceForItIsRefusedWithTheLinesThatItLacks() {
        assertThatThrownBy(() -> PerformancePage.replaced("text\n", "read", "| new |\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("<!-- bench:read -->");
    }

    @Test
    void thePageHasAPlaceForEveryMeasure() throws IOException, LabException {
        String page = Files.readString(Path.of("../docs/reference/performance.md"));
        for (Measure measure : Measures.ALL) {
            assertThat(PerformancePage.replaced(page, measure.name(), "| new |"))
                    .contains("| new |");
        }
    }
}
