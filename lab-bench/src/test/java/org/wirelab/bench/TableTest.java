package org.wirelab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersAreAlignedToTheRightAndNotesStandBelow() {
        Table table = new Table(
                List.of("program", "CPU s"),
                List.of(List.of("tshark", "40.10"), List.of("lab read", "6.50")),
                List.of("Both in one run."));

        assertThat(table.markdown()).isEqualTo("""
                        | program  | CPU s |
                        | :------- | ----: |
                        | tshark   | 40.10 |
                        | lab read |  6.50 |

                        - Both in one run.
                        """);
    }

    @Test
    void aRowThatIsTooShortIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1")), List.of()));
    }
}
