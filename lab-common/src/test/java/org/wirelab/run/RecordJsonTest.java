package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Each shape of type in JSON: how it stands there, and that it comes back.
class RecordJsonTest {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Degrees(int value) {}

    record Point(long x, @Nullable Integer y) {}

    sealed interface Shape extends Observation {}

    @Kind("shape.plain")
    record Plain(
            String text,
            int small,
            long large,
            double real,
            boolean truth,
            @Field("colour_name") Colour colour) implements Shape {}

    @Kind("shape.nested")
    record Nested(Degrees turn, Point point, List<Point> points, List<Degrees> turns, Map<String, String> named)
            implements Shape {}

    @Kind("shape.absent")
    record Absent(
            @Nullable String text,
            Optional<Degrees> turn,
            @Nullable Point point,
            Optional<List<String>> words) implements Shape {}

    @Kind("shape.sets")
    record Sets(Set<Colour> colours, Set<String> words) implements Shape {}

    @Kind("shape.addresses")
    record Addresses(InetAddress address, InetSocketAddress firstEndpoint) implements Shape {}

    private static final Kinds KINDS = Kinds.of(Shape.class);
    private static final Vantage HERE = new Vantage(Source.OS, Side.CLIENT);

    private static Observation again(Observation observation) throws LabException {
        SavedText saved = new SavedText();
        saved.lines.began(SavedText.HEADER);
        saved.lines.entry(new WrittenTrace().seen(HERE, Conversation.RUN, observation));
        saved.read(new ByteArrayInputStream(saved.toString().getBytes(StandardCharsets.UTF_8)), KINDS);
        return saved.read.getFirst().observation();
    }

    private static String fields(Observation observation) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            RecordJson.writeFields(json, (Record) observation);
            json.writeEndObject();
        }
        return text.toString();
    }

    @Property(tries = 200)
    void plainValuesComeBack(
            @ForAll String text,
            @ForAll int small,
            @ForAll long large,
            @ForAll double real,
            @ForAll boolean truth,
            @ForAll Colour colour)
            throws LabException {
        String sound = text.replaceAll("[\\ud800-\\udfff]", ""); // half a surrogate pair is no text in UTF-8
        Plain plain = new Plain(sound, small, large, real, truth, colour);
        assertThat(again(plain)).isEqualTo(plain);
    }

    @Property(tries = 100)
    void nestedValuesComeBack(
            @ForAll int turn, @ForAll long x, @ForAll @WithNull Integer y, @ForAll List<Integer> turns)
            throws LabException {
        Nested nested = new Nested(
                new Degrees(turn),
                new Point(x, y),
                List.of(new Point(x, y), new Point(1, null)),
                turns.stream().map(Degrees::new).toList(),
                Map.of("한", "글", "", ""));
        assertThat(again(nested)).isEqualTo(nested);
    }

    @Test
    void doublesThatAreNoNumbersComeBack() throws LabException {
        for (double real : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300}) {
            Plain plain = new Plain("", 0, 0, real, false, Colour.RED);
            assertThat(again(plain)).isEqualTo(plain);
        }
    }

    @Test
    void whatIsAbsentHasNoFieldAndComesBackAbsent() throws Exception {
        Absent nothing = new Absent(null, Optional.empty(), null, Optional.empty());
        assertThat(fields(nothing)).isEqualTo("{}");
        assertThat(again(nothing)).isEqualTo(nothing);
        Absent all = new Absent("", Optional.of(new Degrees(0)), new Point(0, null), Optional.of(List.of()));
        assertThat(again(all)).isEqualTo(all);
    }

    @Test
    void setsComeBack() throws LabException {
        Sets full = new Sets(EnumSet.allOf(Colour.class), Set.of("a", "b|c"));
        Sets empty = new Sets(Set.of(), Set.of());
        assertThat(again(full)).isEqualTo(full);
        assertThat(again(empty)).isEqualTo(empty);
    }

    @Test
    void addressesComeBack() throws Exception {
        for (String host : List.of("192.0.2.1", "2001:db8::1", "::1")) {
            InetAddress address = InetAddress.ofLiteral(host);
            Addresses addresses = new Addresses(address, new InetSocketAddress(address, 53));
            assertThat(again(addresses)).isEqualTo(addresses);
        }
    }

    @Test
    void eachShapeHasItsPlaceInTheLine() throws Exception {
        assertThat(fields(new Plain("é\n", -1, 1L << 40, 0.5, true, Colour.DARK_BLUE)))
                .isEqualTo(
                        "{\"text\":\"é\\n\",\"small\":-1,\"large\":1099511627776,\"real\":0.5,\"truth\":true,\"colour_name\":\"dark_blue\"}");
        assertThat(fields(new Nested(
                        new Degrees(90),
                        new Point(1, null),
                        List.of(new Point(2, 3)),
                        List.of(new Degrees(4)),
                        Map.of())))
                .isEqualTo(
                        "{\"turn\":90,\"point\":{\"x\":1},\"points\":[{\"x\":2,\"y\":3}],\"turns\":[4],\"named\":{}}");
        assertThat(fields(new Sets(EnumSet.allOf(Colour.class), Set.of("a"))))
                .isEqualTo("{\"colours\":\"RED|DARK_BLUE\",\"words\":[\"a\"]}");
        assertThat(fields(new Addresses(InetAddress.ofLiteral("192.0.2.1"), new InetSocketAddress("192.0.2.1", 53))))
                .isEqualTo("{\"address\":\"192.0.2.1\",\"first_endpoint\":\"192.0.2.1:53\"}");
    }

    @Kind("shape.colliding")
    record Colliding(String type) implements Observation {}

    record Nameless(String text) implements Observation {}

    interface Open extends Observation {}

    @Test
    void aFieldThatEveryEntryHasIsRefused() {
        assertThatThrownBy(() -> Kinds.of(Colliding.class)).hasMessageContaining("the field type of");
    }

    @Test
    void aKindWithoutANameOrWithAnothersIsRefused() {
        assertThatThrownBy(() -> Kinds.of(Nameless.class)).hasMessageContaining("has no @Kind");
        assertThatThrownBy(() -> Kinds.of(Shape.class, Plain.class)).hasMessageContaining("two records bear");
        assertThatThrownBy(() -> Kinds.of(Open.class)).hasMessageContaining("neither a record nor sealed");
    }
}
