package org.wirelab.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Conversation;

/// The letters that the steps matched so far have given values to.
public final class Letters {

    private final Map<Letter<?>, Object> values = new LinkedHashMap<>();
    private final Conversation conversation;

    Letters(Conversation conversation) {
        this.conversation = conversation;
    }

    /// The conversation that is judged: says which end began it.
    public Conversation conversation() {
        return conversation;
    }

    /// True when a matched step has defined this letter.
    public boolean has(Letter<?> letter) {
        return values.containsKey(letter);
    }

    /// True when this letter is defined and its value equals `value`.
    public <T> boolean is(Letter<T> letter, T value) {
        return value.equals(values.get(letter));
    }

    /// The letter's value, if it has one.
    @SuppressWarnings("unchecked") // put() admits only values of the letter's own type
    public <T> Optional<T> find(Letter<T> letter) {
        return Optional.ofNullable((T) values.get(letter));
    }

    /// The letter's value.
    ///
    /// @throws IllegalStateException when no matched step has defined it: ask [#has(Letter)], or name the letter as
    ///     needed by the check
    public <T> T get(Letter<T> letter) {
        return find(letter)
                .orElseThrow(() -> new IllegalStateException("letter " + letter.name() + " has no value yet"));
    }

    <T> void put(Letter<T> letter, T value) {
        values.put(letter, value);
    }
}
