package org.wirelab.render;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Plotted.Curve;
import org.wirelab.trace.Sample;
import org.wirelab.trace.Vantage;

/// What has been sampled and marked in the latest conversations: what a plot can be asked for.
final class Plots {

    /// A run has a few conversations with curves; of a capture's million nobody asks for one.
    private static final int MOST_CONVERSATIONS = 16;

    private final Map<Conversation, Sampled> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, Sampled> eldest) {
            return size() > MOST_CONVERSATIONS;
        }
    };

    private record Sampled(Map<Series, Course> courses, PlotMarks marks) {}

    /// What is sampled and what is concluded from samples later may bear one name: they are two series.
    private record Series(Vantage vantage, Class<?> kind, String name) {}

    /// Keeps what this entry has for a plot.
    void on(Entry entry) {
        if (entry.observation() instanceof Sample sample) {
            Map<Series, Course> courses = of(entry.conversation()).courses();
            sample.values()
                    .forEach((name, value) -> courses.computeIfAbsent(
                                    new Series(entry.vantage(), sample.getClass(), name), _ -> new Course())
                            .add(entry.nanos(), value));
        }
        if (entry.observation() instanceof Mark mark) {
            of(entry.conversation()).marks().add(entry.nanos(), mark.sign());
        }
    }

    /// The samples of a curve, of the kind that was there first; empty where there are none.
    Optional<Course> course(Curve curve) {
        Vantage vantage = new Vantage(curve.source(), curve.side());
        return Optional.ofNullable(latest.get(curve.conversation()))
                .flatMap(sampled -> sampled.courses().entrySet().stream()
                        .filter(each -> each.getKey().vantage().equals(vantage)
                                && each.getKey().name().equals(curve.series()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /// The time of a conversation's first sample, in nanoseconds; 0 where it has none.
    long from(Conversation conversation) {
        return courses(conversation).stream().mapToLong(Course::from).min().orElse(0);
    }

    /// The time of its last sample.
    long to(Conversation conversation) {
        return courses(conversation).stream().mapToLong(Course::to).max().orElse(0);
    }

    /// The marks of a conversation.
    PlotMarks marks(Conversation conversation) {
        return Optional.ofNullable(latest.get(conversation)).map(Sampled::marks).orElseGet(PlotMarks::new);
    }

    private Collection<Course> courses(Conversation conversation) {
        return Optional.ofNullable(latest.get(conversation))
                .map(sampled -> sampled.courses().values())
                .orElse(List.of());
    }

    private Sampled of(Conversation conversation) {
        return latest.computeIfAbsent(conversation, _ -> new Sampled(new LinkedHashMap<>(), new PlotMarks()));
    }
}
