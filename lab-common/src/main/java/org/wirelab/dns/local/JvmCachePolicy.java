package org.wirelab.dns.local;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long a JVM keeps what it has looked up (java.net.InetAddress). Whether a name is in that cache, no program can
/// ask.
///
/// @param positiveSeconds for an answer; -1 for ever, 0 not at all
/// @param negativeSeconds for a failure; -1 for ever, 0 not at all
/// @param staleSeconds how long an answer that has run out is still used while a new one is looked for, 0 not at all
/// @param said the properties that say so, as `name=value`; empty where the JDK's own values hold
public record JvmCachePolicy(int positiveSeconds, int negativeSeconds, int staleSeconds, Optional<String> said) {

    private static final String TTL = "networkaddress.cache.ttl";
    private static final String NEGATIVE_TTL = "networkaddress.cache.negative.ttl";
    private static final String STALE_TTL = "networkaddress.cache.stale.ttl";
    /// What the JDK does when nothing is said (sun.net.InetAddressCachePolicy).
    private static final int USUAL_SECONDS = 30;

    private static final int USUAL_NEGATIVE_SECONDS = 0;
    private static final int FOREVER = -1;

    /// The policy that these properties come to.
    ///
    /// @param security the security property of a name; null where there is none
    /// @param system the system property of a name; null where there is none
    public static JvmCachePolicy of(
            Function<String, @Nullable String> security, Function<String, @Nullable String> system) {
        Value positive =
                Value.of(security.apply(TTL), TTL).or(system.apply("sun.net.inetaddr.ttl"), "sun.net.inetaddr.ttl");
        Value negative = Value.of(security.apply(NEGATIVE_TTL), NEGATIVE_TTL)
                .or(system.apply("sun.net.inetaddr.negative.ttl"), "sun.net.inetaddr.negative.ttl");
        Value stale = Value.of(security.apply(STALE_TTL), STALE_TTL);
        String said = String.join(
                " ",
                Stream.of(positive, negative, stale)
                        .map(Value::text)
                        .filter(text -> !text.isEmpty())
                        .toList());
        return new JvmCachePolicy(
                positive.seconds().map(JvmCachePolicy::normal).orElse(USUAL_SECONDS),
                negative.seconds().map(JvmCachePolicy::normal).orElse(USUAL_NEGATIVE_SECONDS),
                stale.seconds().map(value -> Math.max(value, 0)).orElse(0),
                said.isEmpty() ? Optional.empty() : Optional.of(said));
    }

    private static int normal(int seconds) {
        return Math.max(seconds, FOREVER);
    }

    /// A property's value, where it is a number.
    private record Value(Optional<Integer> seconds, String text) {
        static Value of(@Nullable String value, String property) {
            try {
                return value == null
                        ? new Value(Optional.empty(), "")
                        : new Value(Optional.of(Integer.decode(value)), property + "=" + value);
            } catch (NumberFormatException e) {
                return new Value(Optional.empty(), "");
            }
        }

        Value or(@Nullable String value, String property) {
            return seconds.isPresent() ? this : of(value, property);
        }
    }
}
