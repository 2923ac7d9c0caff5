package org.wirelab.trace;

import java.util.List;

/// What stands in the tree that a page draws of a walk from place to place, such as one from zone to zone.
///
/// A page that draws the tree shows these observations nowhere else: those before the walk as lines above it, what it
/// came to as lines below.
public interface Trail extends Observation {

    /// What it is in the tree.
    Mark mark();

    /// Words in the reader's language.
    ///
    /// @param key of the text
    /// @param arguments what fills its places; `@KEY` and `@KEY|ARGUMENT` stand for a text of their own
    record Words(String key, List<String> arguments) {
        public Words {
            arguments = List.copyOf(arguments);
        }

        public static Words of(String key, String... arguments) {
            return new Words(key, List.of(arguments));
        }
    }

    /// What an observation is in the tree.
    sealed interface Mark {

        /// It has no place in the tree, and is shown as it would be without one.
        record Nothing() implements Mark {}

        /// Other marks say the same: it is not drawn a second time.
        record Told() implements Mark {}

        /// Something that comes before the walk: a line of its own.
        record Before(Words words) implements Mark {}

        /// From one place the way to another is known now; nothing is drawn of that alone.
        record Way(String above, String below) implements Mark {}

        /// What is known of a place, beside its name.
        record Known(String place, Words words) implements Mark {}

        /// Somebody is visited.
        ///
        /// @param place where; the empty string for whoever stands outside the walk
        /// @param visit what [Came] calls it by
        /// @param aside whether it belongs to a walk aside
        /// @param who in the terms of the field
        /// @param how where that one was found, and by which means
        record Visit(String place, String visit, boolean aside, String who, Words how) implements Mark {}

        /// What came of a visit.
        ///
        /// @param millis how long it took, in milliseconds
        /// @param helps whether the walk goes on from it
        record Came(String visit, double millis, boolean helps, Words words) implements Mark {}

        /// What is made of what came last: items under a heading, so many of them as there is room for.
        ///
        /// @param believed whether the walk builds on it
        record Judged(boolean believed, Words words, List<String> items) implements Mark {
            public Judged {
                items = List.copyOf(items);
            }
        }

        /// Something that befell the walk at a place, after the visit there.
        ///
        /// @param harmless false for what the reader ought to look at
        record Befell(boolean harmless, Words words) implements Mark {}

        /// A walk aside begins, because the walk cannot go on at a place without it.
        ///
        /// @param depth how many walks stand open now, the wanted one counted
        record Aside(String place, int depth, Words words) implements Mark {}

        /// The walk begins again with another aim.
        record Again(Words words) implements Mark {}

        /// What it came to.
        ///
        /// @param items a line each, as it is or as an argument of [Words] would be said
        record End(boolean good, Words words, List<String> items) implements Mark {
            public End {
                items = List.copyOf(items);
            }
        }
    }
}
