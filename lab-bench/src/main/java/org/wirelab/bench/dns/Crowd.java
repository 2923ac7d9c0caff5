package org.wirelab.bench.dns;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Recorder;

/// Many inquiries, so and so many of them under way at any time.
final class Crowd {

    private final DnsClient client;
    private final int inFlight;
    private final int names;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final CountDownLatch ends;

    Crowd(DnsClient client, int inFlight, int names) {
        this.client = client;
        this.inFlight = inFlight;
        this.names = names;
        this.ends = new CountDownLatch(names);
    }

    /// Runs them all.
    ///
    /// @param inquiry makes that of a number, on the client's event loop
    /// @return how many ended without an answer
    int run(IntFunction<? extends Inquiry> inquiry) throws InterruptedException {
        for (int i = 0; i < inFlight; i++) {
            begin(inquiry);
        }
        ends.await();
        return lost.get();
    }

    private void begin(IntFunction<? extends Inquiry> inquiry) {
        int number = next.getAndIncrement();
        if (number < names) {
            client.run(() -> inquiry.apply(number), Recorder.NONE).whenComplete((end, _) -> {
                if (!(end instanceof Move.Answered answered) || answered.kind() != Move.Answered.Kind.ANSWER) {
                    lost.incrementAndGet();
                }
                begin(inquiry);
                ends.countDown();
            });
        }
    }
}
