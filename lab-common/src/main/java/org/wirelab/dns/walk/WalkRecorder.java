package org.wirelab.dns.walk;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.DnsDecision;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.memory.Rank;
import org.wirelab.dns.memory.Remembered;
import org.wirelab.dns.memory.ZoneCut;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// Says what a walk asks, hears, believes and decides: each as an observation, in the words of the walk.
final class WalkRecorder {

    private final Recorder recorder;
    /// False when nobody listens: what is said then need not be put into words.
    private final boolean heard;

    WalkRecorder(Recorder recorder) {
        this.recorder = recorder;
        this.heard = recorder != Recorder.NONE;
    }

    void asked(Move.Ask ask) {
        if (!heard) {
            return;
        }
        recorder.record(ask.observation());
    }

    void heard(Move.Ask ask, Reply.Received received, Classification classification, List<Bailiwick.Judged> judged) {
        if (!heard) {
            return;
        }
        recorder.record(Observations.response(ask, received, classification));
        Observations.trailing(ask, received).ifPresent(recorder::record);
        Bailiwick.observations(ask.zone(), judged).forEach(recorder::record);
    }

    void silence(Move.Ask ask, String cause, String detail, long waited) {
        if (!heard) {
            return;
        }
        recorder.record(Observations.silence(ask, cause, detail, waited));
        nextServer(ask, cause);
    }

    void nextServer(Move.Ask ask, String why) {
        if (!heard) {
            return;
        }
        DnsQuery query = ask.observation();
        recorder.record(new DnsObservation.NextServer(query.zone(), query.server(), query.address(), why));
    }

    void aliasFollowed(AliasChain.Link link, Name zone) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsObservation.AliasFollowed(
                link.name().toString(), link.target().toString(), link.typeName(), zone.toString()));
    }

    void delegationFollowed(Name from, Delegation delegation) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsObservation.DelegationFollowed(
                from.toString(),
                delegation.zone().toString(),
                delegation.servers().stream().map(Name::toString).toList(),
                delegation.addresses().stream().map(RecordText::of).toList()));
    }

    /// @param depth how many lookups stand open now
    void lookedAside(Name zone, Name server, Question question, int depth) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsObservation.SideLookup(zone.toString(), server.toString(), question.typeName(), depth));
    }

    void limitReached(Question question, FailureReason reason, long allowed) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsObservation.LimitReached(question.name().toString(), reason, allowed));
    }

    /// @param what as the observation says it
    void fromMemory(Question question, String what, Remembered known, List<Record> records, boolean walk, long now) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsDecision.MemoryUsed(
                question.name().toString(),
                question.typeName(),
                what,
                known instanceof Remembered.Data data ? data.rank().label() : "",
                known.zone().toString(),
                TimeUnit.NANOSECONDS.toSeconds(known.expires() - now),
                RecordText.of(records),
                walk));
    }

    void beginsAt(Question question, ZoneCut cut, boolean walk, long now) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsDecision.MemoryUsed(
                question.name().toString(),
                question.typeName(),
                "zone_cut",
                Rank.REFERRAL.label(),
                cut.zone().toString(),
                TimeUnit.NANOSECONDS.toSeconds(cut.expires() - now),
                List.of(),
                walk));
    }

    void askedAgain(Move.Ask ask, String how, String why) {
        if (!heard) {
            return;
        }
        DnsQuery query = ask.observation();
        recorder.record(new DnsDecision.AskedAgain(query.zone(), query.server(), query.address(), how, why));
    }

    void minimisationDropped(Move.Ask ask, Name whole, String why) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsDecision.MinimisationDropped(
                ask.zone().toString(),
                ask.server().server().toString(),
                ask.question().name().toString(),
                whole.toString(),
                why));
    }

    void serversDiffer(ZoneCut cut) {
        if (!heard) {
            return;
        }
        recorder.record(
                new DnsDecision.ServersDiffer(cut.zone().toString(), texts(cut.onlyParent()), texts(cut.onlyChild())));
    }

    void rechecked(Name zone, Name server, ServerList.Want want) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsDecision.ServerRechecked(
                zone.toString(), server.toString(), want.name().toLowerCase(Locale.ROOT)));
    }

    private static List<String> texts(List<Name> names) {
        return names.stream().map(Name::toString).toList();
    }

    void rootServersAre(String origin, Delegation root) {
        if (!heard) {
            return;
        }
        recorder.record(new DnsObservation.RootServers(
                origin,
                root.servers().stream().map(Name::toString).toList(),
                root.addresses().stream().map(RecordText::of).toList()));
    }

    void ended(Question question, Move move, String lastRcode, int exchanges, long nanos) {
        if (!heard) {
            return;
        }
        recorder.record(Observations.outcome(question, Purpose.WALK, move, lastRcode, exchanges, nanos));
    }
}
