package org.wirelab.client.dns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.dns.lookup.DnsSession;
import org.wirelab.client.dns.lookup.OpenInternet;
import org.wirelab.client.dns.lookup.Wish;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
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
            PrintWriter out,
            PrintStream err,
            Texts texts,
            Entries entries) {
        this.request = request;
        this.parallel = parallel;
        this.json = json;
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
            lookUp(names, client, Memory.fresh(request.hints()));
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

    private void lookUp(BufferedReader names, DnsClient client, Memory memory)
            throws IOException, InterruptedException {
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
                begin(question, client, memory, places);
            } catch (IllegalArgumentException e) {
                tally.bad();
                err.println("lab: line " + number + ": " + e.getMessage());
            }
        }
        places.acquire(parallel);
    }

    private void begin(Question question, DnsClient client, Memory memory, Semaphore places) {
        Ending ending = new Ending(entries.of(question));
        tally.begun();
        var _ = client.run(
                        () -> new Resolution(question, memory, request.settings(), random, ending, System.nanoTime()),
                        ending)
                .whenComplete((Move end, Throwable failure) -> {
                    if (failure != null) {
                        err.println("lab: " + question + " broke off: " + failure);
                    } else {
                        tell(NameResult.of(ending.outcome(), "", texts));
                    }
                    places.release();
                });
    }

    private synchronized void tell(NameResult result) {
        tally.clear();
        out.println(json ? result.json() : result.line());
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
