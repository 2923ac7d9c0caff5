package org.wirelab.bench.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.bench.Setting;
import org.wirelab.testing.Tools;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.PacketScan;

class BigCaptureTest {
    @TempDir
    private Path folder;

    @Test
    void realTrafficIsCapturedAndRepeated() throws Exception {
        List.of("unshare", "ip", "tcpdump", "iperf3").forEach(Tools::require);

        BigCapture capture = BigCapture.of(new Setting(folder, true, _ -> {}));

        long packets = 0;
        PacketScan scan = new PacketScan();
        try (CaptureReader reader = CaptureReader.open(Files.newInputStream(capture.whole()))) {
            for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
                if (block instanceof CaptureBlock.Frame(var frame, var comments)) {
                    scan.scan(frame);
                    assertThat(scan.tcp()).isTrue();
                    packets++;
                }
            }
        }
        assertThat(packets).isEqualTo(capture.packets());
    }
}
