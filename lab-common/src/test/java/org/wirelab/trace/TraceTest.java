package org.wirelab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TraceTest {

    private static final Conversation CONVERSATION = new Conversation("x");
    private static final Vantage HERE = new Vantage(Source.OS, Side.CLIENT);

    private final AtomicLong clock = new AtomicLong();
    private final Trace trace = new Trace(clock::get, 0);
    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());

    private record Numbered(int number) implements Observation {}

    private Recorder recorder() {
        trace.listen(entries::add);
        return trace.recorder(HERE, CONVERSATION);
    }

    private List<Integer> numbers() {
        return entries.stream()
                .map(entry -> ((Numbered) entry.observation()).number())
                .toList();
    }

    private void pumped() {
        trace.close();
        trace.pump();
    }

    @Test
    void whatIsSaidLaterHasThePlaceAndTheTimeAtWhichItWasSeen() {
        Recorder recorder = recorder();
        clock.set(10);
        recorder.record(new Numbered(1));
        clock.set(20);
        recorder.recordLater(() -> List.of(new Numbered(2), new Numbered(3)));
        clock.set(30);
        recorder.record(new Numbered(4));
        pumped();

        assertThat(numbers()).containsExactly(1, 2, 3, 4);
        assertThat(entries).extracting(Entry::nanos).containsExactly(10L, 20L, 20L, 30L);
        assertThat(entries).extracting(Entry::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void itIsPutIntoWordsByTheThreadThatHandsOnAndOnce() throws Exception {
        List<Thread> asked = Collections.synchronizedList(new ArrayList<>());
        recorder().recordLater(() -> {
            asked.add(Thread.currentThread());
            return List.of(new Numbered(1));
        });
        assertThat(asked).isEmpty();
        Thread pump = Thread.ofPlatform().start(trace::pump);
        trace.close();
        pump.join();

        assertThat(asked).containsExactly(pump);
    }

    @Test
    void whatSaysNothingTakesNoNumber() {
        Recorder recorder = recorder();
        recorder.recordLater(List::of);
        recorder.record(new Numbered(1));
        pumped();

        assertThat(entries).extracting(Entry::number).containsExactly(1L);
    }

    @Test
    void aRecorderThatForgetsAsksNobody() {
        Recorder.NONE.recordLater(() -> {
            throw new AssertionError("nobody is to be asked");
        });
    }

    @Test
    void aRecorderOfOneMethodIsToldAtOnce() {
        List<Observation> told = new ArrayList<>();
        Recorder simple = told::add;
        simple.recordLater(() -> List.of(new Numbered(1), new Numbered(2)));

        assertThat(told).containsExactly(new Numbered(1), new Numbered(2));
    }

    @Test
    void nothingIsLostBetweenSeveralRecordingThreadsAndThePump() throws Exception {
        Recorder recorder = recorder();
        Thread pump = Thread.ofPlatform().start(trace::pump);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        recorder.record(new Numbered(thread * 10_000 + i));
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        trace.close();
        pump.join();

        assertThat(numbers().stream().sorted().toList())
                .isEqualTo(IntStream.range(0, 40_000).boxed().toList());
        assertThat(entries.stream().map(Entry::number).toList())
                .isEqualTo(LongStream.rangeClosed(1, 40_000).boxed().toList());
        assertThat(trace.waiting()).isZero();
    }

    @Test
    void settlingWaitsForWhatWasRecordedBeforeItAndNotForWhatGoesOn() throws Exception {
        Set<Integer> handed = ConcurrentHashMap.newKeySet();
        trace.listen(entry -> handed.add(((Numbered) entry.observation()).number()));
        Recorder recorder = trace.recorder(HERE, CONVERSATION);
        Thread pump = Thread.ofPlatform().start(trace::pump);
        CountDownLatch enough = new CountDownLatch(1);
        Thread endless = Thread.ofPlatform().start(() -> {
            while (enough.getCount() > 0) {
                recorder.record(new Numbered(0));
                Thread.yield();
            }
        });
        for (int number = 1; number <= 100; number++) {
            recorder.record(new Numbered(number));
            trace.settle();
            assertThat(handed).contains(number);
        }
        enough.countDown();
        endless.join();
        trace.close();
        pump.join();
    }

    @Test
    void settlingEndsWhenNothingIsHandedOnAnyMore() throws Exception {
        trace.listen(_ -> {
            throw new IllegalStateException("a listener that breaks");
        });
        trace.record(HERE, CONVERSATION, new Numbered(1));
        Thread pump = Thread.ofPlatform().unstarted(trace::pump);
        pump.setUncaughtExceptionHandler((_, _) -> {});
        pump.start();

        trace.settle();
        pump.join();
    }

    /// The pump goes to sleep when nothing comes for a while.
    @Test
    void aPumpThatSleepsIsWokenByTheNextEntry() throws Exception {
        CountDownLatch handed = new CountDownLatch(1);
        trace.listen(_ -> handed.countDown());
        Thread pump = Thread.ofPlatform().start(trace::pump);
        while (pump.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        trace.record(HERE, CONVERSATION, new Numbered(1));

        assertThat(handed.await(30, TimeUnit.SECONDS)).isTrue();
        trace.close();
        pump.join();
    }
}
