package org.wirelab.client.dns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.dns.lookup.DnsSession;
import org.wirelab.client.dns.lookup.OpenInternet;
import org.wirelab.client.dns.lookup.SignedWalks;
import org.wirelab.client.dns.lookup.Wish;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.validation.SecurityStatus;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.dns.validation.Validator;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.text.Texts;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// Many names, some in flight at once, one memory for all: each is answered in a line as soon as it is known.
final class NamesSession {

    private final DnsSession.Request request;
    private final int parallel;
    private final boolean json;
    private final int columns;
    private final PrintWriter out;
    private final PrintStream err;
    private final Texts texts;
    private final Entries entries;
    private final Tally tally;
    private final SecureRandom random = new SecureRandom();

    /// Who is told of every observation, beside the results.
    interface Entries {
        /// Nobody.
        Entries NONE = _ -> Recorder.NONE;

        /// The one who is told of this lookup.
        Recorder of(Question question);
    }

    NamesSession(
            DnsSession.Request request,
            int parallel,
            boolean json,
            int columns,
            PrintWriter out,
            PrintStream err,
            Texts texts,
            Entries entries) {
        this.request = request;
        this.parallel = parallel;
        this.json = json;
        this.columns = columns;
        this.out = out;
        this.err = err;
        this.texts = texts;
        this.entries = entries;
        this.tally = new Tally(err, texts, System.getenv());
    }

    /// Looks all of them up. A line that is none is said and left out.
    ///
    /// @return what the process is to exit with
    /// @throws LabException when the names cannot be read, or the Internet cannot be opened
    int run(BufferedReader names) throws LabException, InterruptedException {
        boolean ownNetwork = request.internet() instanceof DnsSession.Internet.Embedded && LabNetwork.prepare();
        Thread interrupted = new Thread(() -> tally.interrupted(), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (Transport transport = Transport.open(1);
                OpenInternet internet = OpenInternet.open(
                        transport,
                        request.internet(),
                        LocalSteps.ofThisHost(),
                        request.hints(),
                        ownNetwork,
                        request.port())) {
            MiniatureInternet.warmUp(transport);
            DnsClient client = new DnsClient(transport, internet.places());
            TrustAnchors anchors = request.anchors().or(internet::anchors).orElseGet(TrustAnchors::ofTheRoot);
            lookUp(names, new Lookups(client, Memory.fresh(request.hints()), anchors));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "the names cannot be read: " + e.getMessage(), e);
        } finally {
            if (!tally.wasInterrupted()) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        }
        tally.close();
        return tally.exit().number();
    }

    /// What all lookups share.
    private record Lookups(DnsClient client, Memory memory, TrustAnchors anchors) {}

    private void lookUp(BufferedReader names, Lookups lookups) throws IOException, InterruptedException {
        Semaphore places = new Semaphore(parallel);
        int number = 0;
        for (String line = names.readLine(); line != null; line = names.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                Question question = Wish.ofLine(text);
                places.acquire();
                begin(question, lookups, places);
            } catch (IllegalArgumentException e) {
                tally.bad();
                err.println("lab: line " + number + ": " + e.getMessage());
            }
        }
        places.acquire(parallel);
    }

    private void begin(Question question, Lookups lookups, Semaphore places) {
        Ending ending = new Ending(entries.of(question));
        tally.begun();
        var _ = lookups.client()
                .run(() -> walk(question, lookups, request.settings(), ending), ending)
                .whenComplete((Move end, Throwable failure) -> {
                    if (failure == null && request.settings().dnssec() && end instanceof Move.Answered answered) {
                        // a validation waits for lookups of its own, which an event loop must not
                        Thread.startVirtualThread(() -> validated(question, answered, lookups, ending, places));
                        return;
                    }
                    try {
                        if (failure != null) {
                            tally.brokeOff(question.toString(), failure);
                        } else {
                            tell(NameResult.of(ending.outcome(), "", texts));
                        }
                    } catch (RuntimeException e) {
                        tally.brokeOff(question.toString(), e);
                    } finally {
                        places.release();
                    }
                });
    }

    private void validated(
            Question question, Move.Answered answered, Lookups lookups, Ending ending, Semaphore places) {
        try {
            tell(NameResult.of(ending.outcome(), bogus(question, answered, lookups, ending), texts));
        } catch (InterruptedException | RuntimeException e) {
            tally.brokeOff(question.toString(), e);
        } finally {
            places.release();
        }
    }

    private Resolution walk(Question question, Lookups lookups, WalkSettings settings, Recorder recorder) {
        return new Resolution(question, lookups.memory(), settings, random, recorder, System.nanoTime());
    }

    /// Why DNSSEC says that this answer is bogus; empty when it does not.
    private String bogus(Question question, Move.Answered answered, Lookups lookups, Recorder recorder)
            throws InterruptedException {
        SignedWalks walks = new SignedWalks(
                lookups.client(),
                (asked, told) -> walk(asked, lookups, request.settings().withPrime(false), told),
                recorder);
        Validated validated =
                new Validator(lookups.anchors(), Clock.systemUTC(), walks, recorder).validate(question, answered);
        return validated.status() == SecurityStatus.BOGUS ? validated.why() : "";
    }

    private synchronized void tell(NameResult result) {
        tally.clear();
        if (json) {
            out.println(result.json());
        } else {
            result.lines(columns).forEach(out::println);
        }
        out.flush();
        tally.told(result);
    }

    /// Picks up what a lookup came to, on the way to the trace.
    private static final class Ending implements Recorder {
        private final Recorder trace;
        private volatile Optional<DnsOutcome> outcome = Optional.empty();

        Ending(Recorder trace) {
            this.trace = trace;
        }

        @Override
        public void record(Observation observation) {
            if (observation instanceof DnsOutcome end && end.ofTheWalk()) {
                outcome = Optional.of(end);
            }
            trace.record(observation);
        }

        DnsOutcome outcome() {
            return outcome.orElseThrow(() -> new IllegalStateException("a walk that ends says so"));
        }
    }
}
