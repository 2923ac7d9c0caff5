package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wirelab.run.SavedText.HEADER;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Judges;
import org.wirelab.flow.Step;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// A saved run read back: the same entries and findings; and of a damaged file one line that says where.
class SavedRunTest {

    private static final Conversation CONNECTION = Conversation.between("192.0.2.1:40000", "192.0.2.2:7001");
    private static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);
    private static final String RUN = """
            {"type":"run","format":1,"id":"x","command":"tcp","started":"2026-11-22T18:50:12Z","lang":"en","flows":[]}
            """;
    private static final String ENTRY = """
            {"type":"entry","n":1,"t_ns":5,"clock":"process","source":"socket","side":"client","conversation":"a-b",\
            "kind":"tcp.read","local":"a","remote":"b","bytes":10,"half_closed":false}
            """;

    private final SavedText saved = new SavedText();

    private void damaged(String text, String problem) {
        assertThatThrownBy(() -> saved.read(text))
                .isInstanceOf(LabException.class)
                .hasMessage("trace.jsonl is damaged at " + problem);
    }

    @Test
    void everyKindOfObservationComesBack() throws Exception {
        WrittenTrace trace = new WrittenTrace();
        for (Observation observation : Families.examples()) {
            trace.seen(WIRE, CONNECTION, observation);
        }
        saved.lines.began(HEADER);
        trace.entries().forEach(saved.lines::entry);
        assertThat(saved.read(saved.toString())).isEqualTo(new SavedRun.Contents(HEADER, false, 0));
        assertThat(saved.read).isEqualTo(trace.entries());
    }

    @Test
    void theSameFindingsAreMadeOfASavedRun() throws Exception {
        Flow flow = Flow.of(
                "tcp.open",
                Step.of("tcp.open.1", Segment.class, Segment::syn).seenBy(Source.CAPTURE),
                Step.of("tcp.open.2", SocketEvent.Read.class, read -> read.bytes() > 0),
                Step.of("tcp.open.3", Segment.class, Segment::rst).seenBy(Source.CAPTURE));
        WrittenTrace trace = new WrittenTrace();
        trace.opened(WIRE);
        trace.seen(WIRE, CONNECTION, Families.example(Segment.class, true));
        trace.seen(WIRE, CONNECTION, Families.example(SocketEvent.Read.class, true));
        trace.closed(WIRE, 0);
        saved.lines.began(HEADER);
        List<Finding> live = judged(flow, trace.entries());
        trace.entries().forEach(saved.lines::entry);
        saved.lines.ended(Summary.of(live, ExitCode.OK));
        assertThat(saved.read(saved.toString()).complete()).isTrue();
        assertThat(judged(flow, saved.read)).isEqualTo(live).hasSize(3);
    }

    private static List<Finding> judged(Flow flow, List<Entry> entries) {
        Judges judges = new Judges(List.of(flow));
        entries.forEach(judges::on);
        judges.close();
        return judges.findings();
    }

    @Test
    void findingsAndTypesOfLaterVersionsArePassedOver() throws LabException {
        SavedRun.Contents contents = saved.read(RUN + "{\"type\":\"finding\"}\n" + ENTRY
                + "{\"type\":\"new\",\"x\":[null]}\n" + "{\"type\":\"summary\",\"exit\":3}\n");
        assertThat(contents.exit()).isEqualTo(3);
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void fieldsOfLaterVersionsArePassedOver() throws LabException {
        saved.read(RUN + ENTRY.replace("\"bytes\"", "\"new\":{\"a\":[1,2.5,null,true]},\"bytes\""));
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void whatStoodBeforeALineThatWasCutShortHasBeenHandedOn() {
        damaged(RUN + ENTRY + ENTRY.substring(0, 60), "line 3: the line is cut short");
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void aLastLineWithoutAnEndOfLineIsReadWhenItIsWhole() throws LabException {
        saved.read(RUN + ENTRY.strip());
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void linesMayEndAsOnWindows() throws LabException {
        saved.read((RUN + ENTRY).replace("\n", "\r\n"));
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        damaged("", "line 1: the file is empty");
    }

    @Test
    void aFileOfAnotherKindIsRefusedAtItsFirstLine() {
        damaged("{\"type\":\"entry\"}\n", "line 1: a run begins with {\"type\":\"run\"");
        damaged("[]\n", "line 1: not a JSON object");
        damaged("\n", "line 1: not a JSON object");
        damaged(RUN.replace("\"format\":1", "\"format\":2"), "line 1: format 2 is not known to this version");
        damaged(RUN.replace("2026-11-22T18:50:12Z", "now"), "line 1: started: not a time");
    }

    @Test
    void whatIsNoJsonIsToldWithItsColumn() {
        assertThatThrownBy(() -> saved.read(RUN + "{\"type\":nonsense}\n"))
                .hasMessageStartingWith("trace.jsonl is damaged at line 2: column ")
                .hasMessageContaining("not JSON: Unrecognized token 'nonsense'");
        assertThatThrownBy(() -> saved.read(RUN + "{} {}\n")).hasMessageEndingWith("more than one JSON object");
    }

    @Test
    void anEntryThatFitsNoRecordIsToldWithItsField() {
        damaged(RUN + ENTRY.replace("tcp.read", "tcp.sing"), "line 2: no observation is called tcp.sing");
        damaged(RUN + ENTRY.replace("\"remote\":\"b\",", ""), "line 2: tcp.read: field remote is missing");
        damaged(RUN + ENTRY.replace("\"b\"", "null"), "line 2: tcp.read: field remote is missing");
        damaged(RUN + ENTRY.replace("\"bytes\":10,", ""), "line 2: tcp.read: field bytes is missing");
        damaged(RUN + ENTRY.replace(":10", ":\"ten\""), "line 2: tcp.read: field bytes: a whole number was expected");
        damaged(RUN + ENTRY.replace(":10", ":1.5"), "line 2: tcp.read: field bytes: a whole number was expected");
        damaged(RUN + ENTRY.replace(":10", ":9999999999"), "line 2: tcp.read: field bytes: integer overflow");
        damaged(RUN + ENTRY.replace(":false", ":0"), "line 2: tcp.read: field half_closed: true or false was expected");
        damaged(RUN + ENTRY.replace("\"b\"", "[\"b\"]"), "line 2: tcp.read: field remote: text was expected");
    }

    @Test
    void anEntryWithoutItsOwnFieldsIsToldToo() {
        damaged(RUN + ENTRY.replace("\"n\":1", "\"n\":\"1\""), "line 2: no number in field n");
        damaged(RUN + ENTRY.replace("\"n\":1", "\"n\":0"), "line 2: tcp.read: an entry's number begins at 1, not 0");
        damaged(RUN + ENTRY.replace("\"clock\":\"process\",", ""), "line 2: no text in field clock");
        damaged(RUN + ENTRY.replace("\"socket\"", "\"moon\""), "line 2: tcp.read: no source is called moon");
        damaged(RUN + ENTRY.replace("\"client\"", "\"left\""), "line 2: tcp.read: no side is called left");
    }

    @Test
    void entriesStandInTheirOrder() {
        damaged(RUN + ENTRY + ENTRY, "line 3: entry 1 stands after entry 1");
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void bytesThatAreNoUtf8AreToldWithTheirLineAndSpoilNoneBefore() {
        InputStream latin1 = new ByteArrayInputStream(
                (RUN + ENTRY + ENTRY.replace("\"a\"", "\"é\"")).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> saved.read(latin1)).hasMessage("trace.jsonl is damaged at line 3: not UTF-8 text");
        assertThat(saved.read).hasSize(1);
    }

    @Test
    void aLineWithoutEndDoesNotExhaustMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] block, int offset, int length) {
                Arrays.fill(block, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        InputStream run = new ByteArrayInputStream(RUN.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> saved.read(new SequenceInputStream(run, endless)))
                .hasMessage("trace.jsonl is damaged at line 2: a line of more than 16777216 bytes");
    }

    @Test
    void theErrorIsOneLineWhateverTheFileSays() {
        damaged(RUN + ENTRY.replace("tcp.read", "a\\nb\\u001b[31m"), "line 2: no observation is called a b [31m");
        assertThatThrownBy(() -> saved.read(RUN + ENTRY.replace("tcp.read", "x".repeat(100_000))))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aFolderIsReadByItsTrace(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("trace.jsonl"), RUN + ENTRY);
        List<Entry> read = new ArrayList<>();
        assertThat(SavedRun.read(folder, Families.ALL, _ -> {}, read::add)
                        .header()
                        .id())
                .isEqualTo("x");
        assertThat(read).hasSize(1);
    }

    @Test
    void aFolderWithoutATraceIsNoSavedRun(@TempDir Path folder) {
        assertThatThrownBy(() -> SavedRun.read(folder, Families.ALL, _ -> {}, _ -> {}))
                .isInstanceOf(LabException.class)
                .hasMessage("no saved run at " + folder + ": name a folder under lab-runs/");
    }

    @Test
    void whatCannotBeReadSaysWhy(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("trace.jsonl"));
        assertThatThrownBy(() -> SavedRun.read(folder, Families.ALL, _ -> {}, _ -> {}))
                .hasMessage(folder.resolve("trace.jsonl") + " cannot be read: Is a directory");
    }
}
