package org.wirelab.dns.walk;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.Mismatch;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.memory.Cookie;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;

/// Tells the reply to a query from what only looks like it (RFC 5452 §9.1).
public final class ReplyMatcher {
    private ReplyMatcher() {}

    /// What is wrong with bytes that arrived while `ask` waits; empty when they are its reply, readable or not.
    ///
    /// @param asked where the query was sent
    /// @param from where the bytes came from
    public static Optional<DnsObservation.ReplyIgnored> mismatch(
            Move.Ask ask, InetSocketAddress asked, InetSocketAddress from, byte[] wire, WireMessage read) {
        return which(ask, asked, from, wire, read)
                .map(mismatch -> new DnsObservation.ReplyIgnored(
                        ask.observation().server(),
                        ask.server().ip(),
                        Endpoints.text(from),
                        mismatch,
                        detail(mismatch, ask, wire, read)));
    }

    private static Optional<Mismatch> which(
            Move.Ask ask, InetSocketAddress asked, InetSocketAddress from, byte[] wire, WireMessage read) {
        if (!from.getAddress().equals(asked.getAddress())) {
            return Optional.of(Mismatch.ADDRESS);
        }
        if (from.getPort() != asked.getPort()) {
            return Optional.of(Mismatch.PORT);
        }
        if (WireMessage.idOf(wire) != ask.id()) {
            return Optional.of(wire.length < WireMessage.HEADER ? Mismatch.MALFORMED : Mismatch.ID);
        }
        return switch (read) {
            case WireMessage.Damaged _ -> Optional.empty();
            case WireMessage.Whole whole -> ofMessage(ask, whole.message());
        };
    }

    private static Optional<Mismatch> ofMessage(Move.Ask ask, Message message) {
        if (!message.getHeader().getFlag(Flags.QR)) {
            return Optional.of(Mismatch.QR);
        }
        Record question = message.getQuestion();
        // RFC 1035 §4.1.1: a server that cannot read a query need not repeat its question.
        if (question == null) {
            return message.getRcode() == 0 ? Optional.of(Mismatch.QUESTION) : Optional.empty();
        }
        if (!question.equals(ask.question().toRecord())) {
            return Optional.of(Mismatch.QUESTION);
        }
        if (ask.exactCase()
                && !question.getName().toString().equals(ask.question().name().toString())) {
            return Optional.of(Mismatch.CASE);
        }
        return forgedCookie(ask, message) ? Optional.of(Mismatch.COOKIE) : Optional.empty();
    }

    private static boolean forgedCookie(Move.Ask ask, Message message) {
        Optional<Cookie> ours = ask.edns().cookie();
        Optional<CookieOption> theirs = ours.isEmpty() ? Optional.empty() : Cookies.in(message);
        return theirs.isPresent() && !ours.get().repeatedBy(theirs.get());
    }

    private static String detail(Mismatch mismatch, Move.Ask ask, byte[] wire, WireMessage read) {
        return switch (mismatch) {
            case ADDRESS, PORT -> "";
            case ID -> "id " + WireMessage.idOf(wire) + " instead of " + ask.id();
            case QR -> "QR = 0";
            case COOKIE -> "another client cookie";
            case CASE, QUESTION ->
                read instanceof WireMessage.Whole whole && whole.message().getQuestion() != null
                        ? whole.message().getQuestion().getName() + " instead of "
                                + ask.question().name()
                        : "no question";
            case MALFORMED -> read instanceof WireMessage.Damaged damaged ? damaged.inOneLine() : "";
        };
    }
}
