package org.wirelab.bench.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Table;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

class LinkMeasureTest {
    @Test
    void aQuickMeasureOfAnOrdinaryUserGivesEveryNumber() throws Exception {
        Tools.require("iperf3");
        PrivateJvm.run(Quick.class);
    }

    @Test
    void rootNeedsNoUserNamespace() throws Exception {
        Tools.require("iperf3");
        Tools.requireRoot();
        new Quick().run();
    }

    static final class Quick implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            List<Table> tables = new LinkMeasure()
                    .run(new Setting(Path.of(".."), true, _ -> {}))
                    .tables();

            assertThat(tables).hasSize(3);
            List<List<String>> comingUp = tables.get(0).rows();
            assertThat(comingUp).extracting(row -> row.get(1)).containsExactly("1", "3", "1", "3");
            assertThat(comingUp)
                    .allSatisfy(row -> assertThat(number(row.get(3))).isPositive());

            List<List<String>> rates = tables.get(1).rows();
            assertThat(rates)
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(number(row.get(1))).isPositive());
            // the link never carries more than it is set to, however busy the machine is
            assertThat(rates.subList(1, 3))
                    .allSatisfy(
                            row -> assertThat(number(row.get(2))).isPositive().isLessThan(100));

            List<List<String>> late = tables.get(2).rows();
            // a packet is never early, and a share of them is never later than a larger one
            assertThat(late).hasSize(2).allSatisfy(row -> {
                assertThat(number(row.get(2))).isNotNegative().isLessThanOrEqualTo(number(row.get(3)));
                assertThat(number(row.get(4))).isLessThanOrEqualTo(number(row.get(5)));
            });
            assertThat(late).allSatisfy(row -> assertThat(row.get(1)).endsWith(" of 200"));
        }

        private static double number(String cell) {
            return Double.parseDouble(cell.split(" ")[0]);
        }
    }
}
