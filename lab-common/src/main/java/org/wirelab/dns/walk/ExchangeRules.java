package org.wirelab.dns.walk;

import org.wirelab.dns.Classification;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.memory.KnownServer;
import org.wirelab.dns.memory.KnownServer.EdnsSupport;
import org.wirelab.dns.memory.ServerBook;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// What one exchange with a server shows of that server, and when the same server is asked once more in another way.
final class ExchangeRules {

    private final ServerBook book;
    private final WalkRecorder says;

    ExchangeRules(ServerBook book, WalkRecorder says) {
        this.book = book;
        this.says = says;
    }

    /// A query leaves.
    void asked(Resolution.Asked asked) {
        Candidate candidate = asked.candidate();
        if (candidate.silences() > 0) {
            says.askedAgain(asked.ask(), candidate.plainAfterSilence() ? "without EDNS" : "more time", "timeout");
        }
        says.asked(asked.ask());
    }

    /// A response came.
    void heard(Resolution.Asked asked, Reply.Received received) {
        asked.candidate().heard();
        KnownServer known = asked.candidate().known();
        known.answered(received.rttNanos());
        Message message = received.message();
        if (asked.ask().edns().used()) {
            if (message.getOPT() != null) {
                known.edns(EdnsSupport.WORKS);
            }
            Cookies.in(message).ifPresent(known::cookie);
        } else if (asked.candidate().plainAfterSilence()) {
            known.edns(EdnsSupport.FAILS);
        }
    }

    /// Whether the same server is asked again because of the response; it is then next on the list.
    boolean again(Lookup lookup, Resolution.Asked asked, Message message, Classification classification) {
        Candidate candidate = asked.candidate();
        String why = classification.label();
        if (message.getRcode() == Rcode.BADCOOKIE) {
            return badCookie(lookup, asked);
        }
        return switch (classification) {
            // RFC 7766 §5: TC means TCP.
            case TRUNCATED -> candidate.overTcp() && again(lookup, asked, "over TCP", why);
            case ANSWER, NODATA -> asked.part() && noCut(lookup, asked);
            case REFERRAL -> false;
            case CNAME,
                    DNAME,
                    NXDOMAIN,
                    SERVFAIL,
                    OTHER_ERROR,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA -> asked.part() && whole(lookup, asked, why);
            case FORMERR, NOTIMP -> asked.part() ? whole(lookup, asked, why) : plain(lookup, asked, why);
        };
    }

    /// What is done about a query that brought no response.
    void without(Reply reply, Lookup lookup, Resolution.Asked asked, long now) {
        ServerList servers = lookup.servers();
        Candidate candidate = asked.candidate();
        switch (reply) {
            case Reply.Received _ -> throw new IllegalArgumentException("that is a response");
            case Reply.TimedOut(long waited) -> {
                says.silence(asked.ask(), "timeout", "", waited);
                servers.silent(candidate);
                candidate.known().silent(waited);
            }
            case Reply.Unreachable(String detail, long waited) -> {
                says.silence(asked.ask(), "unreachable", detail, waited);
                servers.unreachable(candidate, detail);
            }
            case Reply.Unreadable(String detail, long rtt) -> {
                says.silence(asked.ask(), "malformed", detail, rtt);
                servers.failed(candidate, FailureReason.SERVFAIL, detail);
                book.useless(asked.ask().server().address(), asked.ask().zone(), FailureReason.SERVFAIL, now);
            }
            case Reply.CaseChanged(long rtt) -> {
                // Over TCP nobody can forge a reply who has not seen the query.
                candidate.heard();
                candidate.known().answered(rtt);
                candidate.known().caseChanged();
                candidate.overTcp();
                again(lookup, asked, "over TCP", "case");
            }
        }
    }

    /// The server does not help with this zone.
    void useless(Lookup lookup, Resolution.Asked asked, Classification classification, long now) {
        Move.Ask ask = asked.ask();
        FailureReason reason = classification.lame() ? FailureReason.LAME : FailureReason.SERVFAIL;
        lookup.servers().failed(asked.candidate(), reason, classification.term());
        book.useless(ask.server().address(), ask.zone(), reason, now);
        says.nextServer(ask, classification.label());
    }

    /// RFC 7873 §5.3: the response brought the server's own cookie, which the next query repeats.
    private boolean badCookie(Lookup lookup, Resolution.Asked asked) {
        if (asked.ask().edns().cookie().isEmpty()) {
            return false;
        }
        if (asked.candidate().firstBadCookie()) {
            return again(lookup, asked, "with its cookie", "badcookie");
        }
        return asked.candidate().overTcp() && again(lookup, asked, "over TCP", "badcookie");
    }

    /// RFC 6891 §7: a server from before EDNS answers FORMERR, or NOTIMP; it is asked as it was then.
    private boolean plain(Lookup lookup, Resolution.Asked asked, String why) {
        if (!asked.ask().edns().used() || !asked.candidate().withoutEdns()) {
            return false;
        }
        asked.candidate().known().edns(EdnsSupport.FAILS);
        return again(lookup, asked, "without EDNS", why);
    }

    /// RFC 9156 §3 step 6: there is no zone cut at this part of the name.
    private static boolean noCut(Lookup lookup, Resolution.Asked asked) {
        lookup.minimiser()
                .noCutAt(asked.ask().question().name(), lookup.question().name());
        lookup.servers().again(asked.candidate());
        return true;
    }

    private boolean whole(Lookup lookup, Resolution.Asked asked, String why) {
        lookup.minimiser().drop();
        says.minimisationDropped(asked.ask(), lookup.question().name(), why);
        lookup.servers().again(asked.candidate());
        return true;
    }

    private boolean again(Lookup lookup, Resolution.Asked asked, String how, String why) {
        lookup.servers().again(asked.candidate());
        says.askedAgain(asked.ask(), how, why);
        return true;
    }
}
