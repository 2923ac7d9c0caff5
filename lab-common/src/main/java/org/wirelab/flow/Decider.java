package org.wirelab.flow;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.wirelab.trace.Observation;

/// An observation that by itself settles a step: the ServerHello that chose ECDHE, a FIN with no data before it.
///
/// @param verdict makes the verdict from the explanation
/// @param key the explanation's text key
/// @param arguments what the explanation's places are filled with
record Decider<O extends Observation>(
        Class<O> type,
        BiPredicate<O, Letters> decides,
        Function<Reason, Verdict> verdict,
        String key,
        Function<O, List<String>> arguments) {

    boolean settles(Observation observation, Letters letters) {
        return type.isInstance(observation) && decides.test(type.cast(observation), letters);
    }

    Verdict verdictOn(Observation observation) {
        return verdict.apply(new Reason(key, arguments.apply(type.cast(observation))));
    }
}
