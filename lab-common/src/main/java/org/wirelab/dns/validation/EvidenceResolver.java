package org.wirelab.dns.validation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/// What dnsjava's validator takes for its resolver: each of its queries is a lookup by the lab's own engine.
final class EvidenceResolver implements Resolver {

    private static final int PAYLOAD = 1232;

    private final Evidence evidence;
    private @Nullable String failure;

    EvidenceResolver(Evidence evidence) {
        this.evidence = evidence;
    }

    /// What could not be looked up, in one line; null when everything was.
    @Nullable
    String failure() {
        return failure;
    }

    /// Answers at once, on the caller's thread: that of the validation.
    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return sendAsync(query);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        Record asked = query.getQuestion();
        Question question = new Question(asked.getName(), asked.getType());
        try {
            return switch (evidence.of(question)) {
                case Move.Answered answered -> CompletableFuture.completedFuture(message(query, answered));
                case Move.Failed failed -> {
                    failure =
                            "no answer for " + question + ": " + failed.reason().label();
                    yield CompletableFuture.failedFuture(new IOException(failure));
                }
                case Move.Ask _ -> throw new IllegalStateException("a query is no end");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Message message(Message query, Move.Answered answered) {
        Message response = new Message(query.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setFlag(Flags.RA);
        if (answered.kind() == Move.Answered.Kind.NXDOMAIN) {
            response.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        response.addRecord(query.getQuestion(), Section.QUESTION);
        answered.records().forEach(record -> response.addRecord(record, Section.ANSWER));
        answered.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
        response.addRecord(new OPTRecord(PAYLOAD, 0, 0, Flags.DO), Section.ADDITIONAL);
        return response;
    }

    @Override
    public void setPort(int port) {
        throw new UnsupportedOperationException("the engine knows its servers' ports");
    }

    @Override
    public void setTCP(boolean flag) {
        throw new UnsupportedOperationException("the engine chooses the transport");
    }

    /// The engine asks again over TCP, so nothing is ever truncated here.
    @Override
    public void setIgnoreTruncation(boolean flag) {
        // what the validator wants is so already
    }

    /// The engine's own EDNS holds: DO is always set.
    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        // the validator insists on DO, which every lookup of a validation has
    }

    @Override
    public void setTSIGKey(TSIG key) {
        throw new UnsupportedOperationException("no zone's servers share a key with the lab");
    }

    @Override
    public void setTimeout(Duration timeout) {
        throw new UnsupportedOperationException("the engine has limits of its own");
    }
}
