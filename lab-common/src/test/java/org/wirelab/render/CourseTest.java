package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CourseTest {

    @Property(tries = 50)
    void howeverManySamplesTheExtremesAndTheLastAreKeptInBoundedMemory(
            @ForAll @IntRange(min = 1, max = 30_000) int samples,
            @ForAll @IntRange(min = 0, max = 99_999) int anyPeak) {
        int peak = anyPeak % samples;
        Course course = new Course();
        for (int i = 0; i < samples; i++) {
            course.add(i, i == peak ? 1000 : i % 7);
        }
        List<Course.Span> spans = new ArrayList<>();
        course.forEach(spans::add);

        assertThat(spans).hasSizeLessThanOrEqualTo(Course.MOST_SPANS);
        assertThat(course.from()).isZero();
        assertThat(course.to()).isEqualTo(samples - 1);
        assertThat(course.greatest()).isEqualTo(1000);
        assertThat(spans.getLast().last()).isEqualTo(peak == samples - 1 ? 1000 : (samples - 1) % 7);
        assertThat(spans).anySatisfy(span -> {
            assertThat(span.greatest()).isEqualTo(1000);
            assertThat(span.from()).isLessThanOrEqualTo(peak);
            assertThat(span.to()).isGreaterThanOrEqualTo(peak);
        });
    }

    @Property(tries = 20)
    void aTimeWithoutSamplesIsNeverInsideASpan(@ForAll @IntRange(min = 2, max = 20_000) int samples) {
        Course course = new Course();
        long gap = 10L * samples;
        for (int i = 0; i < samples; i++) {
            course.add(i < samples / 2 ? i : i + gap, i);
        }
        course.forEach(span -> assertThat(span.to() - span.from()).isLessThan(gap));
    }

    @Property(tries = 20)
    void whatComesLateStandsWhereItBelongs(@ForAll @IntRange(min = 1, max = 5_000) int samples) {
        Course course = new Course();
        for (int i = samples - 1; i >= 0; i--) {
            course.add(i, i);
        }
        List<Course.Span> spans = new ArrayList<>();
        course.forEach(spans::add);
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).from()).isGreaterThan(spans.get(i - 1).from());
            assertThat(spans.get(i).least()).isGreaterThan(spans.get(i - 1).least());
        }
    }
}
