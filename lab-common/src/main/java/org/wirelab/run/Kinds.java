package org.wirelab.run;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.VantageObservation;
import org.wirelab.trace.Worded;

/// The kinds of observation that a saved run may hold, by their names in the JSON lines.
public final class Kinds {

    /// The fields of every entry, which an observation's own fields stand beside.
    private static final Set<String> OF_EVERY_ENTRY =
            Set.of("type", "n", "t_ns", "clock", "source", "side", "conversation", "kind");

    private final Map<String, Class<? extends Observation>> types = new LinkedHashMap<>();

    private Kinds() {}

    /// The kinds of these sealed families, and what vantages and runs say of themselves.
    ///
    /// @throws IllegalArgumentException for a record without [Kind], a name that two records bear, or a field that
    ///     would stand twice in its line
    @SafeVarargs
    public static Kinds of(Class<? extends Observation>... families) {
        Kinds kinds = new Kinds();
        kinds.add(VantageObservation.class);
        kinds.add(RunObservation.class);
        List.of(families).forEach(kinds::add);
        return kinds;
    }

    /// The record that bears this name.
    public Optional<Class<? extends Observation>> find(String kind) {
        return Optional.ofNullable(types.get(kind));
    }

    /// All of them, by name.
    public Map<String, Class<? extends Observation>> all() {
        return Map.copyOf(types);
    }

    /// The name that an observation's record bears.
    public static String nameOf(Class<? extends Observation> type) {
        Kind kind = type.getAnnotation(Kind.class);
        if (kind == null) {
            throw new IllegalArgumentException(type.getName() + " has no @Kind");
        }
        return kind.value();
    }

    private void add(Class<? extends Observation> type) {
        if (!type.isRecord()) {
            Class<?>[] members = type.getPermittedSubclasses();
            if (members == null) {
                throw new IllegalArgumentException(type.getName() + " is neither a record nor sealed");
            }
            for (Class<?> member : members) {
                add(member.asSubclass(Observation.class));
            }
        } else {
            addRecord(type);
        }
    }

    private void addRecord(Class<? extends Observation> type) {
        Set<String> names = new HashSet<>(OF_EVERY_ENTRY);
        if (Worded.class.isAssignableFrom(type)) {
            names.add("why"); // its sentence
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!names.add(RecordJson.name(component))) {
                throw new IllegalArgumentException("the field " + RecordJson.name(component) + " of " + type.getName()
                        + " would stand twice in its line: give it another name by @Field");
            }
        }
        if (types.put(nameOf(type), type) != null) {
            throw new IllegalArgumentException("two records bear the kind " + nameOf(type));
        }
    }
}
