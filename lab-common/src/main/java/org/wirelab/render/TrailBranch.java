package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A branch of a [TrailTree]: a place, a visit there, or an event that the walk goes on from.
final class TrailBranch {

    /// What is said below a branch.
    ///
    /// @param attention whether it asks to be looked at
    /// @param items what the words are about; as many are shown as there is room for
    record Said(boolean attention, String words, List<String> items) {}

    private final String name;
    private final boolean place;
    private final List<Said> said = new ArrayList<>();
    private final List<TrailBranch> children = new ArrayList<>();
    private String beside;
    private long number;
    private OptionalDouble millis = OptionalDouble.empty();

    private TrailBranch(String name, boolean place, String beside, long number) {
        this.name = name;
        this.place = place;
        this.beside = beside;
        this.number = number;
    }

    static TrailBranch place(String name) {
        return new TrailBranch(name, true, "", 0);
    }

    static TrailBranch visit(String who, String how, long number) {
        return new TrailBranch(who, false, how, number);
    }

    static TrailBranch event(String words, long number) {
        return new TrailBranch("", false, words, number);
    }

    void add(TrailBranch child) {
        children.add(child);
    }

    void beside(String words) {
        beside = words;
    }

    void came(double took, long entry, boolean helps, String words) {
        millis = OptionalDouble.of(took);
        number = entry;
        said.add(new Said(!helps, words, List.of()));
    }

    void judged(boolean believed, Said what) {
        if (!believed || said.stream().noneMatch(what::equals)) {
            said.add(what);
        }
    }

    void befell(boolean harmless, String words) {
        said.add(new Said(!harmless, words, List.of()));
    }

    /// Its name; the empty string for an event, which has words alone.
    String name() {
        return name;
    }

    boolean isPlace() {
        return place;
    }

    /// What stands beside the name.
    String beside() {
        return beside;
    }

    /// The entry that tells of it, 0 for none.
    long number() {
        return number;
    }

    OptionalDouble millis() {
        return millis;
    }

    List<Said> said() {
        return said;
    }

    List<TrailBranch> children() {
        return children;
    }
}
