package org.wirelab.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.Wording;
import org.wirelab.trace.Trail.Mark;

/// The tree of one walk as it grows: places below the places that led to them, at each place who was visited there and
/// what came of it.
///
/// A walk aside hangs where it became necessary; a walk that begins again with another aim begins another tree.
final class TrailTree {

    /// One walk: the wanted one, or one aside.
    ///
    /// @param waiting the place that waits for it; the empty string for the wanted walk
    /// @param base what it hangs from; null for the wanted walk
    /// @param anchor the same, or what it began again from
    /// @param places those reached since it began, or began again
    private record Walk(
            String waiting,
            @Nullable TrailBranch base,
            @Nullable TrailBranch anchor,
            Map<String, TrailBranch> places) {

        static Walk from(String waiting, @Nullable TrailBranch base) {
            return new Walk(waiting, base, base, new HashMap<>());
        }

        Walk again(TrailBranch branch) {
            return new Walk(waiting, base, branch, new HashMap<>());
        }
    }

    private final Wording wording;
    private final List<TrailBranch> roots = new ArrayList<>();
    private final Map<String, String> above = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, TrailBranch> visits = new HashMap<>();
    private final Deque<Walk> open = new ArrayDeque<>();
    private Optional<TrailBranch> latest = Optional.empty();

    TrailTree(Wording wording) {
        this.wording = wording;
        open.push(Walk.from("", null));
    }

    /// Takes the next mark; those that stand outside the tree are not its business.
    ///
    /// @param number of its entry
    void add(Mark mark, long number) {
        switch (mark) {
            case Mark.Nothing _, Mark.Told _, Mark.Before _, Mark.End _ -> {} // no places
            case Mark.Way way -> above.put(way.below(), way.above());
            case Mark.Known about -> know(about);
            case Mark.Visit visit -> visit(visit, number);
            case Mark.Came came -> came(came, number);
            case Mark.Judged judged -> latest.ifPresent(visit -> visit.judged(judged.believed(), said(judged)));
            case Mark.Befell befell -> befell(befell, number);
            case Mark.Aside aside -> aside(aside, number);
            case Mark.Again again -> again(again, number);
        }
    }

    /// The trees, line by line.
    List<String> lines(Style style, boolean brief) {
        List<String> lines = new ArrayList<>();
        roots.forEach(root -> lines.addAll(new TrailLines(style, wording.texts(), brief).of(root)));
        return lines;
    }

    private void know(Mark.Known about) {
        String words = wording.say(about.words());
        known.put(about.place(), words);
        Optional.ofNullable(open.element().places().get(about.place())).ifPresent(place -> place.beside(words));
    }

    private void visit(Mark.Visit visit, long number) {
        closeFinished(visit);
        TrailBranch branch = TrailBranch.visit(visit.who(), wording.say(visit.how()), number);
        if (visit.place().isEmpty()) {
            roots.add(branch);
        } else {
            place(visit.place()).add(branch);
        }
        visits.put(visit.visit(), branch);
        latest = Optional.of(branch);
    }

    /// A walk aside is over when the one that waits for it goes on.
    private void closeFinished(Mark.Visit visit) {
        if (!visit.aside()) {
            while (open.size() > 1) {
                open.pop();
            }
        } else if (open.size() > 2 && open.element().waiting().equals(visit.place())) {
            open.pop();
        }
    }

    private void came(Mark.Came came, long number) {
        Optional.ofNullable(visits.get(came.visit())).ifPresent(visit -> {
            visit.came(came.millis(), number, came.helps(), wording.say(came.words()));
            latest = Optional.of(visit);
        });
    }

    private void befell(Mark.Befell befell, long number) {
        String words = wording.say(befell.words());
        latest.ifPresentOrElse(
                visit -> visit.befell(befell.harmless(), words), () -> roots.add(TrailBranch.event(words, number)));
    }

    private void aside(Mark.Aside aside, long number) {
        while (open.size() > 1 && open.size() >= aside.depth()) {
            open.pop();
        }
        TrailBranch branch = TrailBranch.event(wording.say(aside.words()), number);
        place(aside.place()).add(branch);
        open.push(Walk.from(aside.place(), branch));
        latest = Optional.of(branch);
    }

    private void again(Mark.Again again, long number) {
        Walk walk = open.pop();
        TrailBranch branch = TrailBranch.event(wording.say(again.words()), number);
        hang(branch, walk.base());
        open.push(walk.again(branch));
        latest = Optional.of(branch);
    }

    /// The branch of a place in the walk that is under way.
    private TrailBranch place(String place) {
        Walk walk = open.element();
        TrailBranch found = walk.places().get(place);
        if (found != null) {
            return found;
        }
        TrailBranch branch = TrailBranch.place(place);
        Optional.ofNullable(known.get(place)).ifPresent(branch::beside);
        String higher = above.get(place);
        while (higher != null && !walk.places().containsKey(higher)) {
            higher = above.get(higher);
        }
        TrailBranch parent = higher == null ? null : walk.places().get(higher);
        if (parent == null) {
            hang(branch, walk.anchor());
        } else {
            parent.add(branch);
        }
        walk.places().put(place, branch);
        return branch;
    }

    private void hang(TrailBranch branch, @Nullable TrailBranch from) {
        if (from == null) {
            roots.add(branch);
        } else {
            from.add(branch);
        }
    }

    private TrailBranch.Said said(Mark.Judged judged) {
        return new TrailBranch.Said(!judged.believed(), wording.say(judged.words()), judged.items());
    }
}
