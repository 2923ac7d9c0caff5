package org.wirelab.client.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The greatest few of many.
class TopListTest {

    @Property(tries = 200)
    void itKeepsTheGreatestOfWhateverComes(@ForAll List<@IntRange(min = 1, max = 50) Integer> weights) {
        TopList<Integer> top = new TopList<>(4);
        weights.forEach(weight -> top.add(weight, weight));
        assertThat(top.greatestFirst())
                .isEqualTo(weights.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(4)
                        .toList());
    }

    @Test
    void ofEqualsTheFirstStay() {
        TopList<Integer> top = new TopList<>(2);
        IntStream.range(0, 5).forEach(i -> top.add(1, i));
        assertThat(top.greatestFirst()).containsExactly(0, 1);
    }

    @Test
    void whatWeighsNothingIsNotKept() {
        TopList<String> top = new TopList<>(2);
        top.add(0, "nothing to say");
        assertThat(top.greatestFirst()).isEmpty();
    }
}
