package org.wirelab.run;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    private RecordJson() {}

    /// Writes the record's components as fields of the object that is open.
    static void writeFields(JsonGenerator json, Record value) throws IOException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = unwrapped(get(component, value));
            if (field != null) {
                json.writeFieldName(name(component));
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
            case InetAddress address -> json.writeString(address.getHostAddress());
            case InetSocketAddress endpoint -> json.writeString(Endpoints.text(endpoint));
            case Record record -> writeRecord(json, record);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeRecord(JsonGenerator json, Record record) throws IOException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length == 1) {
            Object only = unwrapped(get(components[0], record));
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

    private static @Nullable Object get(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
        }
    }
}
