package org.wirelab.dns.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A map that forgets what has not been used for longest when it is full, so that nobody can fill the memory.
final class Bounded<K, V> {

    private final Map<K, V> entries;

    /// @param most how many entries it holds, at least 1
    Bounded(int most) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// The entry, made when there is none.
    V get(K key, Supplier<V> fresh) {
        return entries.computeIfAbsent(key, _ -> fresh.get());
    }

    void put(K key, V value) {
        entries.put(key, value);
    }

    void remove(K key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }
}
