package org.wirelab.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.IntPredicate;

/// Lists of groups by name, as the numbers that the engine takes.
final class Groups {
    private Groups() {}

    /// @throws IllegalArgumentException when there is no such group
    static Vector<Integer> ids(List<String> names) {
        Vector<Integer> ids = new Vector<>(names.size());
        for (String name : names) {
            ids.add(id(name));
        }
        return ids;
    }

    /// The same without objects.
    static int[] numbers(List<String> names) {
        int[] numbers = new int[names.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = id(names.get(i));
        }
        return numbers;
    }

    /// The first of these groups that is of this kind and is offered too.
    static Optional<Integer> first(List<String> names, IntPredicate kind, int... offered) {
        for (int id : numbers(names)) {
            if (kind.test(id) && Arrays.stream(offered).anyMatch(other -> other == id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static int id(String name) {
        return GroupNames.idOf(name).orElseThrow(() -> new IllegalArgumentException("no group " + name));
    }
}
