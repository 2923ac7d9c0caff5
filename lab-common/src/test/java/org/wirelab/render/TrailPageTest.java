package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trail;
import org.wirelab.trace.Trail.Mark;
import org.wirelab.trace.Trail.Words;

class TrailPageTest {

    private static final Conversation WALK = Conversation.between("lab", "www.example. A");

    /// A key that no bundle has stands for itself.
    private record Seen(Mark mark) implements Trail {}

    private static Mark visit(String place, String who) {
        return new Mark.Visit(place, who, false, who, Words.of("from hints"));
    }

    private static Mark aside(String place, String who) {
        return new Mark.Visit(place, who, true, who, Words.of("glue"));
    }

    private static Mark came(String who, String what) {
        return new Mark.Came(who, 0.25, true, Words.of(what));
    }

    private static List<String> drawn(int width, boolean brief, Mark... marks) {
        TrailPage page = new TrailPage(new Style(width, false, true), new Wording(Texts.in(Language.EN)), brief);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            lines.addAll(page.on(WALK, new Seen(marks[i]), i + 1));
        }
        lines.addAll(page.close(WALK));
        return lines;
    }

    @Test
    void placesHangBelowThePlaceThatLedToThemAndVisitsAtTheirPlace() {
        assertThat(drawn(
                        60,
                        false,
                        visit(".", "root"),
                        came("root", "sends on"),
                        new Mark.Way(".", "com."),
                        visit("com.", "one"),
                        came("one", "refuses"),
                        visit("com.", "other"),
                        came("other", "answers")))
                .containsExactly(
                        "  .",
                        "  ├─ root  from hints                        0.250 ms    [2]",
                        "  │      sends on",
                        "  └─ com.",
                        "     ├─ one  from hints                      0.250 ms    [5]",
                        "     │      refuses",
                        "     └─ other  from hints                    0.250 ms    [7]",
                        "            answers");
    }

    @Test
    void aWalkAsideHangsWhereItBecameNecessaryAndIsOverWhenTheWalkGoesOn() {
        assertThat(drawn(
                        60,
                        true,
                        visit("com.", "tld"),
                        new Mark.Aside("com.", 2, Words.of("no address of ns")),
                        aside("net.", "elsewhere"),
                        new Mark.Aside("net.", 3, Words.of("no address of ns2")),
                        aside("org.", "far away"),
                        aside("net.", "ns2"),
                        visit("com.", "ns")))
                .containsExactly(
                        "  com.",
                        "  ├─ tld  from hints                                     [1]",
                        "  ├─ no address of ns                                    [2]",
                        "  │  └─ net.",
                        "  │     ├─ elsewhere  glue                               [3]",
                        "  │     ├─ no address of ns2                             [4]",
                        "  │     │  └─ org.",
                        "  │     │     └─ far away  glue                          [5]",
                        "  │     └─ ns2  glue                                     [6]",
                        "  └─ ns  from hints                                      [7]");
    }

    @Test
    void aWalkThatBeginsAgainHasATreeOfItsOwn() {
        assertThat(drawn(
                        60,
                        true,
                        visit("kr.", "one"),
                        new Mark.Again(Words.of("an alias")),
                        visit("kr.", "two"),
                        new Mark.Again(Words.of("another")),
                        visit("com.", "three")))
                .containsExactly(
                        "  kr.",
                        "  └─ one  from hints                                     [1]",
                        "  an alias                                               [2]",
                        "  └─ kr.",
                        "     └─ two  from hints                                  [3]",
                        "  another                                                [4]",
                        "  └─ com.",
                        "     └─ three  from hints                                [5]");
    }

    @Test
    void whatComesBeforeStandsAtOnceAndWhatItCameToBehindTheTree() {
        TrailPage page = new TrailPage(new Style(60, false, true), new Wording(Texts.in(Language.EN)), false);
        assertThat(page.on(WALK, new Seen(new Mark.Before(Words.of("hosts file"))), 1))
                .containsExactly("  hosts file                                             [1]");
        page.on(WALK, new Seen(new Mark.End(true, Words.of("the answer"), List.of("record"))), 2);
        assertThat(page.behind(WALK, List.of("finding"))).isTrue();
        page.on(WALK, new Seen(visit(".", "root")), 3);
        assertThat(page.close(WALK))
                .containsSubsequence(
                        "  .",
                        "",
                        "  the answer                                             [2]",
                        "    record",
                        "finding");
        assertThat(page.behind(WALK, List.of("late"))).isFalse();
    }

    @Test
    void itemsAreShownAsFarAsThereIsRoomAndTheRestIsCounted() {
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "record" + i).toList();
        List<String> lines = drawn(
                80,
                false,
                visit(".", "root"),
                came("root", "says"),
                new Mark.Judged(true, Words.of("believed:"), many));
        assertThat(String.join(" ", lines))
                .contains("record0")
                .contains("… and ")
                .contains(" more");
        assertThat(lines).hasSizeLessThan(9);
    }

    @Test
    void noWidthIsExceededHoweverDeepTheWalkGoes() {
        List<Mark> marks = new ArrayList<>();
        String place = "";
        for (int i = 0; i < 30; i++) {
            String below = "a-rather-long-label" + i + "." + place;
            marks.add(new Mark.Way(place, below));
            marks.add(visit(below, "ns.some-name-server-with-a-name.of-its-own.example." + i));
            marks.add(came("ns.some-name-server-with-a-name.of-its-own.example." + i, "what it said ".repeat(9)));
            place = below;
        }
        for (boolean brief : new boolean[] {true, false}) {
            assertThat(drawn(60, brief, marks.toArray(Mark[]::new)))
                    .hasSizeGreaterThanOrEqualTo(60)
                    .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(60));
        }
    }
}
