package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.congestion.MachineScript.Line;
import org.wirelab.wire.SequenceNumber;

/// One machine going through a script: its clock, its timers, and what it sent that no line has expected yet.
final class ScriptRun {

    private static final Pattern DATA = Pattern.compile("(\\d+):(\\d+)\\((\\d+)\\)( last)?");
    private static final Pattern ACK = Pattern.compile("ack (\\d+)(?: win (\\d+))?");

    private record Sent(long nanos, String text) {}

    private final MachineScript script;
    private final SequenceNumber first;
    private final Machine machine;
    private final Map<Long, Long> timers = new HashMap<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Told told = new Told();
    private long now;
    private long win;
    private int acks;

    ScriptRun(MachineScript script) {
        this.script = script;
        ScriptMachines machines = new ScriptMachines(script);
        first = machines.transfer().first();
        machine = machines.machine();
        win = Long.parseLong(script.setting("win", "65535"));
    }

    void play() {
        for (Line line : script.lines()) {
            runTo(now + line.delay());
            String text = line.text();
            if (text.startsWith(">") || text.equals("complete") || text.startsWith("gave_up")) {
                expect(line, text.replaceFirst("^>\\s*", ""));
            } else if (text.startsWith("%{")) {
                told.check(text, "line " + line.number());
            } else {
                nothingElse(line);
                feed(input(text));
            }
        }
        assertThat(sent).as("sent, and expected by no line").isEmpty();
    }

    private Input input(String text) {
        if (text.startsWith("begin")) {
            int attempt = text.equals("begin") ? 1 : Integer.parseInt(text.substring("begin ".length()));
            feed(new Input.Arrived(new Frame.Accepted(7, attempt, win)));
            return new Input.Begun();
        }
        if (text.startsWith("read ")) {
            return new Input.Taken(Integer.parseInt(text.substring("read ".length())));
        }
        String frame = text.replaceFirst("^<\\s*", "");
        Matcher ack = ACK.matcher(frame);
        if (ack.matches()) {
            win = ack.group(2) == null ? win : Long.parseLong(ack.group(2));
            SequenceNumber next = first.plus(Long.parseLong(ack.group(1)));
            return new Input.Arrived(new Frame.Ack(7, ++acks, next, win, next.minus(1)));
        }
        Matcher data = DATA.matcher(frame);
        assertThat(data.matches()).as("a line of a script: %s", text).isTrue();
        long offset = Long.parseLong(data.group(1));
        byte[] payload = new byte[Integer.parseInt(data.group(3))];
        return new Input.Arrived(new Frame.Data(7, first.plus(offset), data.group(4) != null, payload));
    }

    private void feed(Input input) {
        for (Action action : machine.on(input, now)) {
            switch (action) {
                case Action.Transmit(var frame) -> sent.add(new Sent(now, text(frame)));
                case Action.StartTimer(long timer, long nanos) -> timers.put(timer, now + nanos);
                case Action.StopTimer(long timer) -> timers.remove(timer);
                case Action.Tell(var observation) -> told.on(observation);
                case Action.Complete() -> sent.add(new Sent(now, "complete"));
                case Action.GiveUp(String reason) -> sent.add(new Sent(now, "gave_up " + reason));
                case Action.Deliver _ -> {}
            }
        }
    }

    /// Lets timers run out in their order, up to this time.
    private void runTo(long time) {
        while (true) {
            Map.Entry<Long, Long> due = timers.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .filter(entry -> entry.getValue() <= time)
                    .orElse(null);
            if (due == null) {
                now = time;
                return;
            }
            now = due.getValue();
            timers.remove(due.getKey());
            feed(new Input.Expired(due.getKey()));
        }
    }

    /// What a line expects, as many segments as it takes.
    private void expect(Line line, String wanted) {
        String got = next(line, wanted);
        Matcher range = DATA.matcher(wanted);
        Matcher part = DATA.matcher(got);
        if (range.matches() && part.matches() && !got.equals(wanted)) {
            long end = Long.parseLong(part.group(2));
            while (range.group(1).equals(part.group(1)) && end < Long.parseLong(range.group(2)) && !sent.isEmpty()) {
                Matcher more = DATA.matcher(next(line, wanted));
                if (!more.matches() || Long.parseLong(more.group(1)) != end) {
                    break;
                }
                end = Long.parseLong(more.group(2));
            }
            long begin = Long.parseLong(part.group(1));
            got = begin + ":" + end + "(" + (end - begin) + ")" + (wanted.endsWith("last") ? " last" : "");
        }
        assertThat(got).as("line %d, sent at %.3f s", line.number(), now / 1e9).isEqualTo(wanted);
    }

    private String next(Line line, String wanted) {
        assertThat(sent)
                .as("line %d: at %.3f s the machine sends %s", line.number(), now / 1e9, wanted)
                .isNotEmpty();
        Sent next = sent.remove();
        assertThat(next.nanos() / 1e9)
                .as("line %d: when the machine sends %s", line.number(), next.text())
                .isEqualTo(now / 1e9);
        return next.text();
    }

    private void nothingElse(Line line) {
        assertThat(sent)
                .as("sent before line %d, and expected by no line", line.number())
                .isEmpty();
    }

    private String text(Frame frame) {
        return switch (frame) {
            case Frame.Data data -> {
                long offset = offset(data.number());
                int length = data.payload().length;
                boolean told = script.has("last") && data.last();
                yield offset + ":" + (offset + length) + "(" + length + ")" + (told ? " last" : "");
            }
            case Frame.Ack ack -> "ack " + offset(ack.next()) + (script.has("windows") ? " win " + ack.window() : "");
            case Frame.Open _, Frame.Accepted _, Frame.Refused _, Frame.Done _, Frame.Report _ -> frame.toString();
        };
    }

    private long offset(SequenceNumber number) {
        return number.minus(first);
    }
}
