package org.wirelab.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Field;

/// How values of observations stand in JSON. One rule for each shape of type; [RecordValues] reads them back.
///
/// - a record is an object; its fields bear the components' names in snake_case, or those of [Field]; an absent value
///   ([Optional], null) has no field
/// - a record of one component, inside another, is that component: a sequence number is a number
/// - an enum is its name in lower case; a set of enums is their names as they stand, joined by `|`: `SYN|ACK`
/// - an address is its text, an endpoint `host:port`
/// - text, `int`, `long`, `double`, `boolean`, lists, and maps by text are themselves; whatever else is its
///   `toString()`, and has a static `parse(String)`
final class RecordJson {

    /// A component as it is asked for again and again: its name in the JSON lines, and how to get its value.
    private record Shape(SerializedString name, Method accessor) {

        /// The components of each type of record, found once.
        private static final ClassValue<Shape[]> OF_TYPE = new ClassValue<>() {
            @Override
            protected Shape[] computeValue(Class<?> type) {
                return Arrays.stream(type.getRecordComponents()).map(Shape::of).toArray(Shape[]::new);
            }
        };

        static Shape[] of(Record record) {
            return OF_TYPE.get(record.getClass());
        }

        private static Shape of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Shape(new SerializedString(RecordJson.name(component)), component.getAccessor());
        }

        @Nullable
        Object valueIn(Record record) {
            try {
                return unwrapped(accessor.invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessor + " of " + record.getClass(), e);
            }
        }
    }

    private RecordJson() {}

    /// Writes the record's components as fields of the object that is open.
    static void writeFields(JsonGenerator json, Record value) throws IOException {
        for (Shape component : Shape.of(value)) {
            Object field = component.valueIn(value);
            if (field != null) {
                json.writeFieldName(component.name());
                write(json, field);
            }
        }
    }

    /// The name of a component in the JSON lines.
    static String name(RecordComponent component) {
        Field field = component.getAnnotation(Field.class);
        return field != null
                ? field.value()
                : component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number); // NaN and the infinities as text
            case Enum<?> constant -> json.writeString(constant.name().toLowerCase(Locale.ROOT));
            case Set<?> set when set.stream().allMatch(Enum.class::isInstance) -> json.writeString(joined(set));
            case Collection<?> list -> writeList(json, list);
            case Map<?, ?> map -> writeMap(json, map);
            case InetAddress address -> json.writeString(Endpoints.text(address));
            case InetSocketAddress endpoint -> json.writeString(Endpoints.text(endpoint));
            case Record record -> writeRecord(json, record);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeRecord(JsonGenerator json, Record record) throws IOException {
        Shape[] components = Shape.of(record);
        if (components.length == 1) {
            Object only = components[0].valueIn(record);
            if (only == null) {
                json.writeNull();
            } else {
                write(json, only);
            }
            return;
        }
        json.writeStartObject();
        writeFields(json, record);
        json.writeEndObject();
    }

    private static void writeList(JsonGenerator json, Collection<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = unwrapped(entry.getValue());
            if (value != null) {
                json.writeFieldName(entry.getKey().toString());
                write(json, value);
            }
        }
        json.writeEndObject();
    }

    private static String joined(Set<?> constants) {
        return String.join(
                "|", constants.stream().map(each -> ((Enum<?>) each).name()).toList());
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
}
