package org.wirelab.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Endpoints;

/// Makes records of parsed JSON again: the inverse of [RecordJson].
///
/// Every method throws [IllegalArgumentException] that names the field when a value does not fit its type.
final class RecordValues {

    private RecordValues() {}

    /// The record of this type that these fields describe; fields that it does not have are passed over.
    static <R> R record(Class<R> type, Map<String, ? extends @Nullable Object> fields) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = RecordJson.name(components[i]);
            types[i] = components[i].getType();
            try {
                values[i] = value(components[i].getGenericType(), fields.get(name));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("field " + name + ": " + e.getMessage(), e);
            }
            if (values[i] == null && !mayBeAbsent(components[i])) {
                throw new IllegalArgumentException("field " + name + " is missing");
            }
        }
        return construct(type, types, values);
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object value(Type type, @Nullable Object json) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return json == null ? Optional.empty() : Optional.ofNullable(value(argument(type, 0), json));
        }
        if (json == null || raw == Object.class) {
            return json;
        }
        if (raw == String.class) {
            return text(json);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return expected(Boolean.class, json, "true or false");
        }
        if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(whole(json));
        }
        if (raw == long.class || raw == Long.class) {
            return whole(json);
        }
        if (raw == double.class || raw == Double.class) {
            return real(json);
        }
        if (raw.isEnum()) {
            return constant(raw, text(json));
        }
        return several(type, raw, json);
    }

    private static Object several(Type type, Class<?> raw, Object json) {
        if (Set.class.isAssignableFrom(raw)) {
            return set(argument(type, 0), json);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return list(type, expected(List.class, json, "a list"));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(argument(type, 1), expected(Map.class, json, "an object"));
        }
        return raw.isRecord() ? nested(raw, json) : parsed(raw, text(json));
    }

    private static long whole(Object json) {
        return expected(Long.class, json, "a whole number");
    }

    private static double real(Object json) {
        if (json instanceof Number number) {
            return number.doubleValue();
        }
        return switch (expected(String.class, json, "a number")) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("a number was expected");
        };
    }

    private static String text(Object json) {
        return expected(String.class, json, "text");
    }

    private static <T> T expected(Class<T> type, Object json, String name) {
        if (!type.isInstance(json)) {
            throw new IllegalArgumentException(name + " was expected");
        }
        return type.cast(json);
    }

    private static Object constant(Class<?> raw, String name) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + raw.getSimpleName() + " " + name);
    }

    private static Set<Object> set(Type element, Object json) {
        Set<Object> set = new LinkedHashSet<>();
        if (json instanceof String joined) {
            for (String name : joined.isEmpty() ? new String[0] : joined.split("\\|")) {
                set.add(constant(raw(element), name));
            }
            return set;
        }
        for (Object each : expected(List.class, json, "a list")) {
            set.add(required(element, each));
        }
        return set;
    }

    private static List<Object> list(Type type, List<?> json) {
        Type element = argument(type, 0);
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(each -> list.add(required(element, each)));
        return list;
    }

    private static Map<String, Object> map(Type element, Map<?, ?> json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEach((key, each) -> map.put((String) key, required(element, each)));
        return map;
    }

    private static Object required(Type type, @Nullable Object json) {
        Object value = value(type, json);
        if (value == null) {
            throw new IllegalArgumentException("null where a value is needed");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Object nested(Class<?> raw, Object json) {
        RecordComponent[] components = raw.getRecordComponents();
        if (components.length == 1) {
            return construct(raw, new Class<?>[] {components[0].getType()}, new Object[] {
                required(components[0].getGenericType(), json)
            });
        }
        return record(raw, expected(Map.class, json, "an object"));
    }

    private static Object parsed(Class<?> raw, String text) {
        try {
            if (raw == InetSocketAddress.class) {
                return Endpoints.parse(text);
            }
            if (InetAddress.class.isAssignableFrom(raw)) {
                return Endpoints.literal(text);
            }
            Method parse = parser(raw);
            parse.setAccessible(true);
            return parse.invoke(null, text);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("not a " + raw.getSimpleName() + ": " + text, e);
        }
    }

    /// A type's own `parse`; the JDK's take any sequence of characters.
    private static Method parser(Class<?> raw) throws NoSuchMethodException {
        try {
            return raw.getDeclaredMethod("parse", String.class);
        } catch (NoSuchMethodException e) {
            return raw.getDeclaredMethod("parse", CharSequence.class);
        }
    }

    private static <R> R construct(Class<R> type, Class<?>[] types, @Nullable Object[] values) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            String problem = cause instanceof NullPointerException
                    ? "a field is missing"
                    : cause == null ? "cannot be made" : String.valueOf(cause.getMessage());
            throw new IllegalArgumentException(type.getSimpleName() + ": " + problem, e);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
