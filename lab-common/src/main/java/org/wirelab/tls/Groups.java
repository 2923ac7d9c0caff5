package org.wirelab.tls;

import java.util.List;
import java.util.Vector;

/// Lists of groups by name, as the numbers that the engine takes.
final class Groups {
    private Groups() {}

    /// @throws IllegalArgumentException when there is no such group
    static Vector<Integer> ids(List<String> names) {
        return new Vector<>(names.stream().map(Groups::id).toList());
    }

    static int id(String name) {
        return GroupNames.idOf(name).orElseThrow(() -> new IllegalArgumentException("no group " + name));
    }
}
