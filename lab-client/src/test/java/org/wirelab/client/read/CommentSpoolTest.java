package org.wirelab.client.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Comments go in as they are made and come out by frame, however many pieces they were sorted in.
class CommentSpoolTest {

    @TempDir
    private Path folder;

    @Test
    void commentsComeOutInTheOrderOfTheirFramesHoweverSmallThePieces() throws IOException {
        for (int piece : new int[] {1, 100, 1 << 20}) {
            try (CommentSpool spool = new CommentSpool(folder, piece)) {
                for (long entry = 1; entry <= 200; entry++) {
                    spool.frame(entry, (entry + 1) / 2); // two entries a frame
                }
                for (long entry = 200; entry >= 1; entry -= 3) {
                    spool.comment(entry, "of entry " + entry);
                }
                CommentSpool.InOrder inOrder = spool.inOrder();
                for (long frame = 1; frame <= 100; frame++) {
                    List<String> expected = Stream.of(2 * frame - 1, 2 * frame)
                            .filter(entry -> (200 - entry) % 3 == 0)
                            .map(entry -> "of entry " + entry)
                            .toList();
                    assertThat(inOrder.on(frame)).as("frame %d", frame).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void ofTwoCommentsOnOneEntryTheFirstStandsFirstAndTheSameIsSaidOnce() throws IOException {
        try (CommentSpool spool = new CommentSpool(folder, 1)) {
            spool.frame(7, 3);
            spool.comment(7, "z");
            spool.comment(7, "a");
            spool.comment(7, "z");
            CommentSpool.InOrder inOrder = spool.inOrder();
            assertThat(inOrder.on(1)).isEmpty();
            assertThat(inOrder.on(3)).containsExactly("z", "a");
            assertThat(inOrder.on(4)).isEmpty();
        }
    }

    @Test
    void whatIsSaidOfAnEntryWithoutAFrameIsLeftOut() throws IOException {
        try (CommentSpool spool = new CommentSpool(folder)) {
            spool.comment(1, "the vantage opened");
            spool.frame(2, 1);
            spool.comment(2, "the SYN");
            spool.comment(9, "the vantage closed");
            CommentSpool.InOrder inOrder = spool.inOrder();
            assertThat(inOrder.on(1)).containsExactly("the SYN");
            assertThat(inOrder.on(2)).isEmpty();
        }
    }

    @Test
    void nothingIsLeftInTheFolder() throws IOException {
        try (CommentSpool spool = new CommentSpool(folder, 1)) {
            spool.frame(1, 1);
            spool.comment(1, "x");
            spool.inOrder();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
