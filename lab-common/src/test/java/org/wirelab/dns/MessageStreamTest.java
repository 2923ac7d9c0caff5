package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStreamTest {

    private static final byte[] NOTHING = {};

    private final MessageStream stream = new MessageStream();

    @Test
    void theSegmentWithTheLastByteMakesTheMessageWhole() {
        assertThat(stream.take(99, true, NOTHING)).isEmpty();
        assertThat(stream.take(100, false, NOTHING)).isEmpty();
        assertThat(take(100, "\0")).isEmpty();
        assertThat(take(101, "\4ab")).isEmpty();
        assertThat(take(104, "cd")).containsExactly("abcd");
    }

    @Test
    void aSegmentMayCarryTwoMessages() {
        assertThat(take(7, "\0\1a\0\2bc")).containsExactly("a", "bc");
    }

    @Test
    void aRetransmissionIsNoSecondMessage() {
        assertThat(take(7, "\0\1a")).containsExactly("a");
        assertThat(take(7, "\0\1a")).isEmpty();
        assertThat(take(7, "\0\1a\0\1b")).containsExactly("b");
    }

    @Test
    void segmentsOutOfOrderWaitForTheGapToClose() {
        stream.take(99, true, NOTHING);
        assertThat(take(104, "cd")).isEmpty();
        assertThat(take(100, "\0\4ab")).containsExactly("abcd");
    }

    @Test
    void sequenceNumbersGoOnBehindTheirEnd() {
        stream.take(0xffff_fffdL, true, NOTHING);
        assertThat(take(0xffff_fffeL, "\0\4a")).isEmpty();
        assertThat(take(1, "bcd")).containsExactly("abcd");
    }

    private List<String> take(long sequence, String data) {
        return stream.take(sequence, false, data.getBytes(StandardCharsets.ISO_8859_1)).stream()
                .map(message -> new String(message, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
