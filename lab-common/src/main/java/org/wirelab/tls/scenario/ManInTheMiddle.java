package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wirelab.tls.Bytes;

/// The core of a man in the middle: takes the octets of both directions, finds the records in them, lets his script
/// decide on each, and says what is to be sent on. He holds no key.
///
/// Not safe for several threads.
public final class ManInTheMiddle {

    /// The most that a record of either version may take (RFC 5246 §6.2.3), header included.
    private static final int LONGEST_RECORD = WireRecord.HEADER + (1 << 14) + 2048;

    private final Script script;
    private final Map<Role, Stream> streams = new EnumMap<>(Role.class);

    /// What is to be done.
    public sealed interface Action {
        /// These octets go on to this end.
        record Forward(Role towards, Bytes octets) implements Action {}

        /// The stream to this end is over: a FIN.
        record End(Role towards) implements Action {}

        /// This is to be recorded, before anything else is done.
        record Tell(Interference deed) implements Action {}
    }

    /// One direction.
    private static final class Stream {
        private Bytes waiting = Bytes.EMPTY;
        private long records;
        private boolean sealed;
        private boolean foreign;
        private boolean cut;
    }

    public ManInTheMiddle(Script script) {
        this.script = script;
        for (Role role : Role.values()) {
            streams.put(role, new Stream());
        }
    }

    /// Octets on their way to this end have arrived.
    public List<Action> arrived(Role towards, Bytes octets) {
        Stream stream = stream(towards);
        List<Action> actions = new ArrayList<>();
        stream.waiting = stream.waiting.plus(octets);
        stream.foreign |= isForeign(stream.waiting);
        while (!stream.foreign && isWhole(stream.waiting)) {
            int length = lengthOf(stream.waiting);
            Bytes record = stream.waiting.slice(0, length);
            stream.waiting = stream.waiting.slice(length, stream.waiting.length());
            decide(towards, stream, record, actions);
            stream.foreign |= isForeign(stream.waiting);
        }
        if (stream.foreign && !stream.cut) {
            actions.add(new Action.Forward(towards, stream.waiting));
            stream.waiting = Bytes.EMPTY;
        }
        return actions;
    }

    /// The sender has ended its stream towards this end.
    public List<Action> ended(Role towards) {
        Stream stream = stream(towards);
        List<Action> actions = new ArrayList<>();
        if (!stream.cut) {
            if (stream.waiting.length() > 0) {
                actions.add(new Action.Forward(towards, stream.waiting));
            }
            actions.add(new Action.End(towards));
        }
        return actions;
    }

    private void decide(Role towards, Stream stream, Bytes octets, List<Action> actions) {
        stream.records++;
        boolean sealed = stream.sealed || octets.at(0) == WireRecord.APPLICATION_DATA;
        WireRecord record = new WireRecord(towards, stream.records, sealed, octets);
        if (record.type() == WireRecord.CHANGE_CIPHER_SPEC) {
            stream.sealed = true;
        }
        if (stream.cut) {
            actions.add(new Action.Tell(new Interference.Dropped(towards, record.number(), record.name())));
            return;
        }
        switch (script.fate(record)) {
            case Fate.Pass() -> actions.add(new Action.Forward(towards, octets));
            case Fate.Alter(Bytes other, String what, String before, String after) -> {
                actions.add(new Action.Tell(
                        new Interference.Altered(towards, record.number(), record.name(), what, before, after)));
                actions.add(new Action.Forward(towards, other));
            }
            case Fate.Drop() ->
                actions.add(new Action.Tell(new Interference.Dropped(towards, record.number(), record.name())));
            case Fate.Replay() -> {
                actions.add(
                        new Action.Tell(new Interference.Replayed(towards, record.number(), record.name(), octets)));
                actions.add(new Action.Forward(towards, octets));
                actions.add(new Action.Forward(towards, octets));
            }
            case Fate.Cut() -> {
                stream.cut = true;
                actions.add(new Action.Tell(new Interference.Dropped(towards, record.number(), record.name())));
                actions.add(new Action.Tell(new Interference.Cut(towards, record.number() - 1)));
                actions.add(new Action.End(towards));
            }
        }
    }

    private Stream stream(Role towards) {
        return Objects.requireNonNull(streams.get(towards));
    }

    private static boolean isWhole(Bytes waiting) {
        return waiting.length() >= WireRecord.HEADER && waiting.length() >= lengthOf(waiting);
    }

    /// This is no record of TLS, and so nothing for him.
    private static boolean isForeign(Bytes waiting) {
        boolean otherType = waiting.length() > 0
                && (waiting.at(0) < WireRecord.CHANGE_CIPHER_SPEC || waiting.at(0) > WireRecord.APPLICATION_DATA);
        return otherType || (waiting.length() >= WireRecord.HEADER && lengthOf(waiting) > LONGEST_RECORD);
    }

    private static int lengthOf(Bytes waiting) {
        return WireRecord.HEADER + (waiting.at(3) << 8 | waiting.at(4));
    }
}
