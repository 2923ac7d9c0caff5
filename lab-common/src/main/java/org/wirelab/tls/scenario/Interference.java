package org.wirelab.tls.scenario;

import java.util.List;
import org.wirelab.tls.Bytes;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// Something that should not happen to a connection, told by who did it.
public sealed interface Interference extends ScenarioObservation, Note {

    /// The end that it is aimed at: it gets something else than what was sent, or nothing.
    Role towards();

    /// The man in the middle stands between the two ends, each of which has a connection with *it*.
    ///
    /// @param towards the end that his deeds are aimed at
    /// @param clientLeg the client's connection with him: `127.0.0.1:40000-127.0.0.1:7444`
    /// @param serverLeg his connection with the server
    @Kind("tls.mitm.standing")
    record Standing(Role towards, String clientLeg, String serverLeg) implements Interference {
        @Override
        public String title() {
            return "a man in the middle";
        }

        @Override
        public List<String> details() {
            return List.of("with the client: " + clientLeg, "with the server: " + serverLeg);
        }
    }

    /// He did something to one record.
    sealed interface OfARecord extends Interference {
        /// Its number among the records of this direction, from 1.
        long number();

        /// What the record is, as far as it can be seen from outside: `ClientHello`, `protected
        /// application_data`.
        String record();
    }

    /// The record arrives changed.
    ///
    /// @param what was changed: `cipher_suites`, `bit 0 of octet 37`
    /// @param before the octets that were changed, or the list that was shortened, as it was sent
    /// @param after as it arrives
    @Kind("tls.mitm.altered")
    record Altered(Role towards, long number, String record, String what, String before, String after)
            implements OfARecord {
        @Override
        public String title() {
            return "✎ altered: " + record + ", " + what;
        }

        @Override
        public List<String> details() {
            return List.of("from  " + before, "to    " + after, place(this));
        }
    }

    /// The record does not arrive.
    @Kind("tls.mitm.dropped")
    record Dropped(Role towards, long number, String record) implements OfARecord {
        @Override
        public String title() {
            return "✂ kept back: " + record;
        }

        @Override
        public List<String> details() {
            return List.of(place(this));
        }
    }

    /// The record arrives more than once.
    ///
    /// @param octets the record as it was sent, and arrives each time
    @Kind("tls.mitm.replayed")
    record Replayed(Role towards, long number, String record, Bytes octets) implements OfARecord {
        @Override
        public String title() {
            return "⟳ replayed: " + record;
        }

        @Override
        public List<String> details() {
            return List.of("the same " + octets.length() + " octets once more", place(this));
        }
    }

    /// The connection ends towards this end with a FIN of TCP, whatever the other still sends.
    ///
    /// @param after how many records had arrived by then
    @Kind("tls.mitm.cut")
    record Cut(Role towards, long after) implements Interference {
        @Override
        public String title() {
            return "✂ the connection is cut towards the " + towards;
        }

        @Override
        public List<String> details() {
            return List.of("a FIN after " + after + " records");
        }
    }

    /// An end itself does what the standard forbids.
    ///
    /// @param towards its victim: the other end
    /// @param what is wrong with what it sends: `verify_data`
    /// @param before what an honest end would have sent
    /// @param after what it sends
    @Kind("tls.misbehaved")
    record Misbehaved(Role towards, String what, Bytes before, Bytes after) implements Interference {
        @Override
        public String title() {
            return "misbehaves: " + what;
        }

        @Override
        public List<String> details() {
            return List.of("honest  " + before, "sent    " + after);
        }
    }

    private static String place(OfARecord deed) {
        return "record " + deed.number() + " towards the " + deed.towards();
    }
}
