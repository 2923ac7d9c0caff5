package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The ring of unacknowledged segments does what a plain list would do, also round the circle of numbers.
class UnackedSegmentsTest {
    private static final int LONGEST = 20;

    /// Send (length > 0) from a number, or acknowledge up to it (length 0).
    record Act(int number, int length) {}

    /// The list as one would write it down first.
    private static final class Naive {
        private record Sent(int first, int next, long frame) {}

        private final List<Sent> sent = new ArrayList<>();

        void add(int first, int next, long frame) {
            sent.add(new Sent(first, next, frame));
        }

        /// The frame of the oldest that ends there, or -1.
        long acknowledge(int ack) {
            long exact = sent.stream()
                    .filter(each -> each.next() == ack)
                    .mapToLong(Sent::frame)
                    .findFirst()
                    .orElse(-1);
            sent.removeIf(each -> each.next() - ack <= 0);
            sent.replaceAll(each -> each.first() - ack < 0 ? new Sent(ack, each.next(), each.frame()) : each);
            return exact;
        }

        int span() {
            if (sent.isEmpty()) return 0;
            int zero = sent.getFirst().first();
            int low = Collections.min(
                    sent.stream().map(each -> each.first() - zero).toList());
            int high = Collections.max(
                    sent.stream().map(each -> each.next() - zero).toList());
            return high - low;
        }
    }

    @Property(tries = 3000)
    void theRingIsAList(@ForAll @From("acts") List<Act> acts, @ForAll @From("starts") int start) {
        UnackedSegments ring = new UnackedSegments(new UnackedSegments.Budget(new AnalyzerLimits(1, 1000, 100_000)));
        Naive naive = new Naive();
        long frame = 0;
        for (Act act : acts) {
            int number = start + act.number();
            if (act.length() > 0) {
                frame++;
                assertThat(ring.add(number, number + act.length(), frame, frame))
                        .isTrue();
                naive.add(number, number + act.length(), frame);
            } else {
                long expected = naive.acknowledge(number);
                boolean exact = ring.acknowledge(number);
                assertThat(exact ? ring.ackedFrame : -1).isEqualTo(expected);
            }
            assertThat(ring.size()).isEqualTo(naive.sent.size());
            assertThat(ring.span()).isEqualTo(naive.span());
        }
    }

    @Property
    void whatIsFoundCarriesTheOctet(@ForAll @From("acts") List<Act> acts) {
        UnackedSegments ring = new UnackedSegments(new UnackedSegments.Budget(new AnalyzerLimits(1, 1000, 100_000)));
        List<Act> sent = new ArrayList<>();
        for (Act act : acts) {
            if (act.length() > 0) {
                sent.add(act);
                ring.add(act.number(), act.number() + act.length(), sent.size(), 0);
                assertThat(ring.find(act.number() + act.length() - 1)).isTrue();
                assertThat(ring.foundFrame).isEqualTo(sent.size());
            } else {
                ring.acknowledge(act.number());
                if (ring.find(act.number())) {
                    Act found = sent.get((int) ring.foundFrame - 1);
                    assertThat(act.number()).isBetween(found.number(), found.number() + found.length() - 1);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 200);
        Arbitrary<Act> send = Combinators.combine(number, Arbitraries.integers().between(1, LONGEST))
                .as(Act::new);
        Arbitrary<Act> acknowledge = number.map(each -> new Act(each, 0));
        return Arbitraries.oneOf(send, send, acknowledge).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Integer> starts() {
        return Arbitraries.of(0, 1000, -100, Integer.MAX_VALUE - 100, Integer.MIN_VALUE);
    }
}
