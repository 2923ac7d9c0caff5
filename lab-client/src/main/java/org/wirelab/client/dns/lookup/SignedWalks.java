package org.wirelab.client.dns.lookup;

import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.wirelab.dns.Question;
import org.wirelab.dns.validation.SignedLookup;
import org.wirelab.dns.validation.ValidationRecorder;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Recorder;

/// The walks that a validation wants, by the engine of the session: with its memory, and told under a purpose of their
/// own.
///
/// @param walk begins a walk with DO set, told to this recorder
public record SignedWalks(DnsClient client, BiFunction<Question, Recorder, Inquiry> walk, Recorder recorder)
        implements SignedLookup {

    @Override
    public Move look(Question question) throws InterruptedException {
        Recorder own = new ValidationRecorder(recorder);
        try {
            return client.run(walk.apply(question, own), own).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lookup of " + question + " broke off", e.getCause());
        }
    }
}
