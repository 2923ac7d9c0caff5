package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Derived;

class DerivationTreeTest {

    private static final String SEED = "00112233445566778899aabbccddeeff";

    private record Value(
            String name,
            String printed,
            String formula,
            String step,
            Map<String, String> inputs,
            @Nullable Boolean recomputed)
            implements Derived {
        @Override
        public @Nullable String command() {
            return null;
        }
    }

    private static Value given(String name, String bytes, String formula) {
        return new Value(name, bytes, formula, formula, Map.of(), null);
    }

    private static Value derived(String name, String bytes, String step, String... inputs) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            named.put(inputs[i], inputs[i + 1]);
        }
        return new Value(name, bytes, "F(" + step + ")", step, named, true);
    }

    private static List<String> drawn(int width, boolean unicode, Value... values) {
        DerivationTree tree = new DerivationTree(new Style(width, false, unicode));
        for (Value value : values) {
            tree.add(value);
        }
        return tree.lines();
    }

    @Test
    void aValueHangsBelowItsFirstInputWithItsFirstBytesAndASign() {
        assertThat(drawn(
                        60,
                        true,
                        given("seed", SEED, "random"),
                        derived("secret", "aabb", "\"one\"", "seed", SEED),
                        derived("key", "cc".repeat(16), "[0..15]", "secret", "aabb"),
                        derived("iv", "dd".repeat(16), "[16..31]", "secret", "aabb"),
                        derived("other", "ee".repeat(16), "\"two\"", "seed", SEED)))
                .containsExactly(
                        "seed  random                                 001122334455…",
                        "├─ secret  \"one\"                             aabb          ✓",
                        "│  ├─ key  [0..15]                           cccccccccccc… ✓",
                        "│  └─ iv  [16..31]                           dddddddddddd… ✓",
                        "└─ other  \"two\"                              eeeeeeeeeeee… ✓");
    }

    @Test
    void inAsciiTheBranchesAreDrawnWithLettersOfIt() {
        assertThat(drawn(
                        60,
                        false,
                        given("seed", SEED, "random"),
                        derived("secret", "aa".repeat(16), "\"one\"", "seed", SEED),
                        derived("key", "cc".repeat(16), "[0..15]", "secret", "aa".repeat(16)),
                        derived("other", "ee".repeat(16), "\"two\"", "seed", SEED)))
                .containsExactly(
                        "seed  random                               001122334455...",
                        "|- secret  \"one\"                           aaaaaaaaaaaa... +",
                        "|  `- key  [0..15]                         cccccccccccc... +",
                        "`- other  \"two\"                            eeeeeeeeeeee... +");
    }

    @Test
    void howAValueCameAboutStandsBelowItWhereTheLineHasNoRoom() {
        String how = "\"a long label\", a long context, and more of it than fits";
        Value[] values = {
            given("seed", SEED, "random"),
            derived("secret", "aa".repeat(16), how, "seed", SEED),
            derived("key", "cc".repeat(16), "[0..15]", "secret", "aa".repeat(16))
        };
        assertThat(drawn(60, true, values))
                .containsExactly(
                        "seed  random                                 001122334455…",
                        "└─ secret                                    aaaaaaaaaaaa… ✓",
                        "   │  \"a long label\", a long context, and more of it than",
                        "   │  fits",
                        "   └─ key  [0..15]                           cccccccccccc… ✓");
        assertThat(drawn(100, true, values)).hasSize(3).anyMatch(line -> line.startsWith("└─ secret  " + how));
    }

    @Test
    void whatOnlyServesAsAnInputIsWrittenOutWhereItIsUsed() {
        assertThat(drawn(
                        80,
                        true,
                        given("seed", SEED, "random"),
                        given("hash", "99".repeat(32), "SHA-256(ClientHello)"),
                        derived("secret", "aa".repeat(16), "\"one\", hash", "seed", SEED, "hash", "99".repeat(32))))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("└─ secret  \"one\", SHA-256(ClientHello) "));
    }

    @Test
    void twoValuesOfOneNameHangWhereTheyBelong() {
        assertThat(drawn(
                        60,
                        true,
                        given("a", "01", "random"),
                        given("b", "02", "random"),
                        derived("key", "11", "of a", "a", "01"),
                        derived("key", "22", "of b", "b", "02"),
                        derived("leaf", "33", "of the second", "key", "22")))
                .extracting(line -> line.substring(0, 20).stripTrailing())
                .containsExactly("a  random", "└─ key  of a", "b  random", "└─ key  of b", "   └─ leaf  of the s");
    }

    @Test
    void aValueThatTheSecondComputationDeniesIsMarked() {
        Value wrong = new Value("secret", "aa", "F(seed)", "\"one\"", Map.of("seed", SEED), false);
        assertThat(drawn(60, true, given("seed", SEED, "random"), wrong).getLast())
                .endsWith(" ✗");
    }

    @Test
    void whereNothingCameOfAnythingNothingIsDrawn() {
        assertThat(drawn(60, true, given("seed", SEED, "random"))).isEmpty();
        assertThat(drawn(60, true)).isEmpty();
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        Value[] values = new Value[40];
        values[0] = given("root", "00", "random");
        for (int i = 1; i < values.length; i++) {
            String parent = i == 1 ? "root" : "a_rather_long_name_of_a_secret_" + (i - 1);
            values[i] = derived(
                    "a_rather_long_name_of_a_secret_" + i,
                    "%02x".formatted(i),
                    "\"next\"",
                    parent,
                    "%02x".formatted(i - 1));
        }
        assertThat(drawn(80, true, values)).hasSizeGreaterThan(39).allMatch(line -> Columns.width(line) <= 80);
    }
}
