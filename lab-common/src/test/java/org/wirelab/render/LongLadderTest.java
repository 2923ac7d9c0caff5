package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.run.Wording;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.SequenceNumber;

/// A ladder of any length on a page: its beginning, its end, and what is telling.
class LongLadderTest {

    private static final Conversation TALK = Conversation.between("192.0.2.1:40000", "192.0.2.2:80", 0);

    private final StringWriter shown = new StringWriter();
    private final LongLadder ladder = new LongLadder(
            new TerminalPage(
                    new PrintWriter(shown),
                    new Style(80, false, true),
                    new Wording(Texts.in(Language.EN)),
                    TerminalPage.Detail.NORMAL),
            entry -> entry.observation() instanceof Segment segment && segment.rst(),
            3,
            2,
            5);
    private long number;

    private void segment(String flags) {
        number++;
        ladder.entry(entry(new Segment(
                "192.0.2.1:40000",
                "192.0.2.2:80",
                new SequenceNumber(number),
                new SequenceNumber(0),
                flags,
                100,
                0,
                SegmentOptions.NONE,
                (int) number)));
    }

    private Entry entry(Observation observation) {
        return new Entry(
                number, number * 1000, TimeSource.CAPTURE, new Vantage(Source.CAPTURE, Side.LINK), TALK, observation);
    }

    private List<String> numbers() {
        return shown.toString()
                .lines()
                .filter(line -> line.endsWith("]") || line.contains("left out"))
                .map(line -> line.contains("left out")
                        ? line.replaceAll("\\D+", "") + " out"
                        : line.replaceAll(".*\\[(\\d+)]", "$1"))
                .toList();
    }

    @Test
    void whatLiesBetweenTheBeginningAndTheEndIsCounted() {
        for (int i = 0; i < 100; i++) {
            segment("ACK");
        }
        ladder.entry(entry(new RunObservation.ConversationEnded()));
        assertThat(numbers()).containsExactly("1", "2", "3", "95 out", "99", "100");
    }

    @Test
    void aTellingArrowIsShownWhereverItComes() {
        for (int i = 0; i < 9; i++) {
            segment(i == 6 ? "RST" : "ACK");
        }
        ladder.entry(entry(new RunObservation.ConversationEnded()));
        assertThat(numbers()).containsExactly("1", "2", "3", "3 out", "7", "8", "9");
    }

    @Test
    void ofAShortLadderNothingIsLeftOut() {
        for (int i = 0; i < 5; i++) {
            segment("ACK");
        }
        ladder.entry(entry(new RunObservation.ConversationEnded()));
        assertThat(numbers()).containsExactly("1", "2", "3", "4", "5");
    }
}
