package org.wirelab.tls;

import java.util.List;
import java.util.Vector;

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

    private static int id(String name) {
        return GroupNames.idOf(name).orElseThrow(() -> new IllegalArgumentException("no group " + name));
    }
}
