package org.wirelab.link;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which of the packets that a rule looks at it also strikes. They are counted from 1, from when the rule was made.
public sealed interface Selection {

    /// Every one.
    record All() implements Selection {
        @Override
        public String toString() {
            return "all";
        }
    }

    /// Those with these numbers.
    ///
    /// @param numbers at least one, from 1
    record Numbers(SortedSet<Long> numbers) implements Selection {
        public Numbers {
            numbers = new TreeSet<>(numbers);
            if (numbers.isEmpty() || numbers.first() < 1) {
                throw new IllegalArgumentException("numbers of packets begin at 1: " + numbers);
            }
        }

        @Override
        public String toString() {
            return (numbers.size() == 1 ? "number " : "numbers ")
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    /// The n-th, the 2n-th and so on.
    ///
    /// @param n at least 1
    record EveryNth(int n) implements Selection {
        public EveryNth {
            if (n < 1) {
                throw new IllegalArgumentException("every n-th packet: n is at least 1, not " + n);
            }
        }

        @Override
        public String toString() {
            return "every " + n + ".";
        }
    }

    /// Each with the same chance, independent of the others.
    ///
    /// @param probability 0 to 1
    /// @param seed of the random numbers: the same seed strikes the same packets
    record Chance(double probability, long seed) implements Selection {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability lies between 0 and 1: " + probability);
            }
        }

        @Override
        public String toString() {
            return "with probability " + probability + ", seed " + seed;
        }
    }

    Selection ALL = new All();

    /// The first of them only.
    Selection FIRST = numbers(1);

    static Selection numbers(long... numbers) {
        return new Numbers(new TreeSet<>(Arrays.stream(numbers).boxed().toList()));
    }

    /// From the first to the last of these numbers, both included.
    static Selection range(long first, long last) {
        return new Numbers(new TreeSet<>(
                java.util.stream.LongStream.rangeClosed(first, last).boxed().toList()));
    }
}
