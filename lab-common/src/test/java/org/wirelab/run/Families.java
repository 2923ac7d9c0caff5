package org.wirelab.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.crypto.CryptoObservation;
import org.wirelab.dns.DnsObservation;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.TcpObservation;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.TlsObservation;
import org.wirelab.trace.Observation;

/// The sealed families of observations, and an example of each of their records made from the types of its components.
final class Families {

    /// A new protocol adds its family here.
    static final Kinds ALL = Kinds.of(
            TcpObservation.class,
            CryptoObservation.class,
            TlsObservation.class,
            DnsObservation.class,
            LinkObservation.class);

    private Families() {}

    /// An example of a record: every component has a value, or only those have that must.
    static Observation example(Class<? extends Observation> type, boolean full) throws ReflectiveOperationException {
        return (Observation) record(type, full);
    }

    private static Object record(Class<?> type, boolean full) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean absent = !full && components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = absent ? null : value(components[i].getGenericType(), full);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(Type type, boolean full) throws ReflectiveOperationException {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
        if (raw == Optional.class) {
            return full ? Optional.of(value(argument(type, 0), true)) : Optional.empty();
        }
        if (raw == List.class) {
            return full ? List.of(value(argument(type, 0), true), value(argument(type, 0), true)) : List.of();
        }
        if (raw == Set.class) {
            return full ? Set.of(value(argument(type, 0), true)) : Set.of();
        }
        if (raw == Map.class) {
            return full ? Map.of("이름 \"1\"", value(argument(type, 1), true)) : Map.of();
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[full ? raw.getEnumConstants().length - 1 : 0];
        }
        if (raw.isRecord()) {
            return record(raw, full);
        }
        return simple(raw, full);
    }

    private static Object simple(Class<?> raw, boolean full) {
        return switch (raw.getName()) {
            case "java.lang.String" -> full ? "한글 \"\\\n\t\u0001 |, 😀" : "";
            case "java.lang.Object" -> full ? List.of("a", "b") : "a";
            case "int", "java.lang.Integer" -> full ? 65_535 : 0;
            case "long", "java.lang.Long" -> full ? 4_294_967_295L : 0L;
            case "double", "java.lang.Double" -> full ? 0.1 : 0.0;
            case "boolean", "java.lang.Boolean" -> full;
            case "org.wirelab.tls.Bytes" -> full ? Bytes.parse("00ff80") : Bytes.EMPTY;
            default -> throw new IllegalArgumentException("say here what an example of " + raw + " is");
        };
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    /// Every kind, once full and once with as little as it may have.
    static List<Observation> examples() throws ReflectiveOperationException {
        Set<Observation> examples = new LinkedHashSet<>();
        for (Class<? extends Observation> type : ALL.all().values()) {
            examples.add(example(type, true));
            examples.add(example(type, false));
        }
        return new ArrayList<>(examples);
    }
}
