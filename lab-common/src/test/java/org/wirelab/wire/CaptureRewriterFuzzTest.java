package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// Any bytes at all, written again: the same frames with their comments and ours, and no damage.
class CaptureRewriterFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void whatIsWrittenAgainHoldsTheSameFrames(byte[] bytes) throws IOException {
        List<CaptureBlock.Frame> before;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            before = Damaged.framesOf(CaptureFileTest.readAll(new ByteArrayInputStream(bytes)));
            CaptureRewriter.rewrite(
                    new ByteArrayInputStream(bytes),
                    out,
                    number -> number % 2 == 0 ? List.of("frame " + number) : List.of());
        } catch (CaptureFormatException e) {
            return;
        }
        List<CaptureBlock> after = CaptureFileTest.readAll(new ByteArrayInputStream(out.toByteArray()));
        assertThat(Damaged.damagesOf(after)).isEmpty();
        List<CaptureBlock.Frame> frames = Damaged.framesOf(after);
        assertThat(frames).hasSameSizeAs(before);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).frame()).isEqualTo(before.get(i).frame());
            List<String> comments = before.get(i).comments();
            assertThat(frames.get(i).comments()).hasSizeGreaterThanOrEqualTo(comments.size());
            assertThat(frames.get(i).comments().subList(0, comments.size())).isEqualTo(comments);
            if (i % 2 == 1) assertThat(frames.get(i).comments()).endsWith("frame " + (i + 1));
        }
    }
}
