package org.wirelab.dns.validation;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.wirelab.dns.Question;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.dns.walk.Move;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.dnssec.ValidatingResolver;

/// Validates what a walk has found: by dnsjava's validator, and a second time by the lab's own steps, which are
/// recorded.
///
/// It waits for the lookups that it needs, so it is not to be called on an event loop.
public final class Validator {

    private final TrustAnchors anchors;
    private final Clock clock;
    private final SignedLookup lookup;
    private final Recorder recorder;

    /// @param clock what signatures are held against
    /// @param lookup who finds keys and DS records, with their signatures
    /// @param recorder where each step is told
    public Validator(TrustAnchors anchors, Clock clock, SignedLookup lookup, Recorder recorder) {
        this.anchors = anchors;
        this.clock = clock;
        this.lookup = lookup;
        this.recorder = recorder;
    }

    /// Validates the end of a walk that was made with DO set.
    ///
    /// @return what it came to; it is recorded, too
    /// @throws InterruptedException when the thread is interrupted while a lookup lasts
    public Validated validate(Question question, Move.Answered answered) throws InterruptedException {
        Evidence evidence = new Evidence(lookup, question, answered);
        SecondOpinion.Judgement first = byDnsjava(question, evidence);
        Signatures signatures = new Signatures(clock.instant(), recorder);
        ChainOfTrust chain = new ChainOfTrust(anchors, evidence, signatures, recorder);
        SecondOpinion.Judgement second = new SecondOpinion(chain, signatures, recorder).of(question, answered);
        SecondOpinion.Judgement told = told(first, second);
        Validated validated = new Validated(
                question.name().toString(),
                question.typeName(),
                told.status(),
                told.reason(),
                told.ede(),
                told.ede().map(EdeName::of).orElse(""),
                second.status(),
                second.reason(),
                told.status() == second.status(),
                evidence.lookups());
        recorder.record(validated);
        return validated;
    }

    /// dnsjava gives insecure and indeterminate the same face (no AD, no error), and most of what is bogus the code
    /// that says no more than that; where the lab's own steps tell more of the same verdict, they are told.
    private static SecondOpinion.Judgement told(SecondOpinion.Judgement first, SecondOpinion.Judgement second) {
        if (first.status() == SecurityStatus.INSECURE && second.status() == SecurityStatus.INDETERMINATE) {
            return second;
        }
        boolean vague = first.status() == SecurityStatus.BOGUS
                && second.status() == SecurityStatus.BOGUS
                && first.ede().equals(Optional.of(ExtendedErrorCodeOption.DNSSEC_BOGUS));
        return vague ? new SecondOpinion.Judgement(first.status(), second.ede(), first.reason()) : first;
    }

    private SecondOpinion.Judgement byDnsjava(Question question, Evidence evidence) throws InterruptedException {
        EvidenceResolver engine = new EvidenceResolver(evidence);
        ValidatingResolver validator = new ValidatingResolver(engine, clock);
        try {
            validator.loadTrustAnchors(anchors.file());
            Record asked = Record.newRecord(question.name(), question.type(), DClass.IN);
            Message response = validator
                    .sendAsync(Message.newQuery(asked))
                    .toCompletableFuture()
                    .join();
            return judgement(response);
        } catch (CompletionException e) {
            String failure = engine.failure();
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while DNSSEC was validated");
            }
            return new SecondOpinion.Judgement(
                    SecurityStatus.INDETERMINATE,
                    Optional.of(ExtendedErrorCodeOption.DNSSEC_INDETERMINATE),
                    failure != null ? failure : String.valueOf(e.getCause()));
        } catch (IOException e) {
            throw new IllegalStateException("trust anchors that have been read cannot be read again", e);
        }
    }

    private static SecondOpinion.Judgement judgement(Message response) {
        Optional<ExtendedErrorCodeOption> ede = ede(response);
        String reason = ede.map(ExtendedErrorCodeOption::getText).orElse("");
        if (response.getRcode() == Rcode.SERVFAIL) {
            int code = ede.map(ExtendedErrorCodeOption::getErrorCode).orElse(ExtendedErrorCodeOption.DNSSEC_BOGUS);
            return new SecondOpinion.Judgement(SecurityStatus.BOGUS, Optional.of(code), reason);
        }
        if (response.getHeader().getFlag(Flags.AD)) {
            return new SecondOpinion.Judgement(SecurityStatus.SECURE, Optional.empty(), "");
        }
        return new SecondOpinion.Judgement(SecurityStatus.INSECURE, Optional.empty(), reason);
    }

    private static Optional<ExtendedErrorCodeOption> ede(Message response) {
        OPTRecord opt = response.getOPT();
        return opt == null
                ? Optional.empty()
                : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
                        .map(ExtendedErrorCodeOption.class::cast)
                        .findFirst();
    }
}
