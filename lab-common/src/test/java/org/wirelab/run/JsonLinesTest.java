package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wirelab.run.SavedText.ENGLISH;
import static org.wirelab.run.SavedText.HEADER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Reason;
import org.wirelab.flow.Verdict;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.SequenceNumber;

/// The lines to the letter: other programs read them.
class JsonLinesTest {

    private static final Conversation CONNECTION = Conversation.between("192.0.2.1:40000", "192.0.2.2:7001");
    private static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);

    private final SavedText saved = new SavedText();

    @Test
    void aRunBeginsWithWhatItIs() {
        saved.lines.began(HEADER);
        assertThat(saved).hasToString("""
                {"type":"run","format":1,"id":"20261122-185012-tcp","command":"tcp","started":"2026-11-22T18:50:12Z",\
                "lang":"en","flows":["tcp.open"]}
                """);
    }

    @Test
    void anEntryHasItsOwnFieldsAndThenThoseOfItsObservation() {
        Segment syn = new Segment(
                CONNECTION.initiator(),
                CONNECTION.responder(),
                SequenceNumber.of(2_872_315_101L),
                SequenceNumber.of(0),
                "SYN",
                65_495,
                0,
                new SegmentOptions(1460, 7, true, new SegmentOptions.Timestamp(5, 0)),
                1);
        saved.lines.entry(new Entry(1, 412_000, TimeSource.CAPTURE, WIRE, CONNECTION, syn));
        assertThat(saved).hasToString("""
                {"type":"entry","n":1,"t_ns":412000,"clock":"capture","source":"capture","side":"link",\
                "conversation":"192.0.2.1:40000-192.0.2.2:7001","kind":"tcp.segment",\
                "src":"192.0.2.1:40000","dst":"192.0.2.2:7001","seq":2872315101,"ack":0,"flags":"SYN","window":65495,\
                "length":0,"options":{"mss":1460,"window_scale":7,"sack_permitted":true,\
                "timestamp":{"value":5,"echo":0}},"frame":1}
                """);
    }

    @Test
    void vantagesSayOfThemselvesThatTheyOpenAndClose() {
        WrittenTrace trace = new WrittenTrace();
        saved.lines.entry(trace.opened(WIRE));
        saved.lines.entry(trace.closed(WIRE, 2));
        assertThat(saved).hasToString("""
                {"type":"entry","n":1,"t_ns":1000,"clock":"process","source":"capture","side":"link",\
                "conversation":"","kind":"vantage.opened","interface":"lo"}
                {"type":"entry","n":2,"t_ns":2000,"clock":"process","source":"capture","side":"link",\
                "conversation":"","kind":"vantage.closed","interface":"lo","dropped":2}
                """);
    }

    @Test
    void aConfirmedFindingHasNothingToExplain() {
        saved.lines.found(finding(new Verdict.Confirmed(), Map.of("c", "2872315101")));
        assertThat(saved).hasToString("""
                {"type":"finding","flow":"tcp.open","conversation":"192.0.2.1:40000-192.0.2.2:7001","step":"tcp.open.1",\
                "verdict":"confirmed","evidence":[1,3],\
                "statement":"The opening starts with a SYN(c) from the client, where c is drawn at random.",\
                "reference":"RFC 9293 §3.5, RFC 6528","letters":{"c":"2872315101"}}
                """);
    }

    @Test
    void anyOtherFindingSaysWhy() {
        saved.lines.found(finding(
                new Verdict.Unobservable(Reason.of("reason.unavailable", "@source.capture", "no right")), Map.of()));
        assertThat(saved).hasToString("""
                {"type":"finding","flow":"tcp.open","conversation":"192.0.2.1:40000-192.0.2.2:7001","step":"tcp.open.1",\
                "verdict":"unobservable","evidence":[1,3],\
                "statement":"The opening starts with a SYN(c) from the client, where c is drawn at random.",\
                "why":"the wire could not be watched here: no right","reference":"RFC 9293 §3.5, RFC 6528"}
                """);
    }

    @Test
    void aRunEndsWithItsSummary() {
        List<Finding> findings = List.of(
                finding(new Verdict.Confirmed(), Map.of()),
                finding(new Verdict.Missing(Reason.of("reason.absent")), Map.of()));
        saved.lines.ended(Summary.of(findings, ExitCode.OK));
        assertThat(saved).hasToString("""
                {"type":"summary","confirmed":1,"differs":0,"contradicted":0,"missing":1,"not_applicable":0,\
                "unobservable":0,"exit":1}
                """);
    }

    @Test
    void theRunsOwnOutcomeOutweighsItsFindings() {
        List<Finding> findings = List.of(finding(new Verdict.Missing(Reason.of("reason.absent")), Map.of()));
        assertThat(Summary.of(findings, ExitCode.UNREACHABLE).exit()).isEqualTo(3);
    }

    @Test
    void aFullDiskIsToldWithTheNameOfTheFile() {
        JsonLines lines = new JsonLines(new FullDisk(), "lab-runs/x/trace.jsonl", ENGLISH);
        assertThatThrownBy(() -> lines.began(HEADER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("lab-runs/x/trace.jsonl cannot be written: No space left on device");
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static Finding finding(Verdict verdict, Map<String, String> letters) {
        return new Finding("tcp.open", CONNECTION, "tcp.open.1", verdict, List.of(3L, 1L, 3L), letters);
    }
}
