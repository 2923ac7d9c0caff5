package org.wirelab.dns.local;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A question to systemd-resolved that it can answer from its cache only, and what its reply says of the cache.
///
/// The protocol is Varlink: one JSON object each way, a NUL behind it. The interface is `io.systemd.Resolve`.
public final class ResolvedProbe {
    private ResolvedProbe() {}

    /// What stands behind each message.
    public static final byte END = 0;

    // systemd's resolved-def.h: what a caller forbids ...
    private static final long NO_SEARCH = 1 << 8;
    private static final long NO_SYNTHESIZE = 1 << 11;
    private static final long NO_ZONE = 1 << 13;
    private static final long NO_TRUST_ANCHOR = 1 << 14;
    private static final long NO_NETWORK = 1 << 15;
    /// Nothing but the cache is left to answer.
    public static final long CACHE_ONLY = NO_SEARCH | NO_SYNTHESIZE | NO_ZONE | NO_TRUST_ANCHOR | NO_NETWORK;

    // ... and what a reply says of its source.
    private static final long SYNTHETIC = 1 << 19;
    private static final long FROM_CACHE = 1 << 20;
    private static final long FROM_NETWORK = 1 << 23;

    private static final String INTERFACE = "io.systemd.Resolve.";
    /// The address families of Linux.
    private static final int AF_INET = 2;

    private static final int AF_INET6 = 10;
    private static final int NXDOMAIN = 3;

    /// The request's bytes, its NUL included.
    public static byte[] request(Question question) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", question.name().toString(true));
        boolean address = question.type() == Type.A || question.type() == Type.AAAA;
        if (address) {
            parameters.put("family", question.type() == Type.A ? AF_INET : AF_INET6);
        } else {
            parameters.put("type", question.type());
        }
        parameters.put("flags", CACHE_ONLY);
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("method", INTERFACE + (address ? "ResolveHostname" : "ResolveRecord"));
        call.put("parameters", parameters);
        try {
            return (JSON.std.asString(call) + (char) END).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a map of text and numbers is no JSON", e);
        }
    }

    /// What a reply says; the NUL behind it is not part of it.
    public static CacheFinding read(byte[] reply) {
        Map<String, Object> object;
        try {
            object = JSON.std.mapFrom(new String(reply, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new CacheFinding.Closed("systemd-resolved answered with what is no JSON");
        }
        Map<?, ?> parameters = object.get("parameters") instanceof Map<?, ?> given ? given : Map.of();
        return object.get("error") instanceof String error ? refused(error, parameters) : answered(parameters);
    }

    private static CacheFinding answered(Map<?, ?> parameters) {
        long flags = parameters.get("flags") instanceof Number number ? number.longValue() : 0;
        List<String> answers = answers(parameters);
        if ((flags & FROM_NETWORK) != 0) {
            return new CacheFinding.Closed("systemd-resolved asked the network although it was told not to");
        }
        if ((flags & FROM_CACHE) != 0) {
            return new CacheFinding.Hit(answers, "FROM_CACHE");
        }
        return (flags & SYNTHETIC) != 0
                ? new CacheFinding.Miss("SYNTHETIC: systemd-resolved made the answer up itself")
                : new CacheFinding.Closed("systemd-resolved does not say where its answer comes from");
    }

    private static CacheFinding refused(String error, Map<?, ?> parameters) {
        String name = error.startsWith(INTERFACE) ? error.substring(INTERFACE.length()) : error;
        return switch (name) {
            // nothing but the cache was allowed, and the cache has nothing; or there is nothing that could fill one
            case "NoSource", "NoNameServers" -> new CacheFinding.Miss(name);
            case "NetworkDown" ->
                new CacheFinding.Closed("systemd-resolved says that the network is down, and looks into no cache");
            case "NoSuchResourceRecord" -> new CacheFinding.Hit(List.of("NODATA"), name);
            case "DNSError" ->
                parameters.get("rcode") instanceof Number rcode
                        ? new CacheFinding.Hit(
                                List.of(rcode.intValue() == NXDOMAIN ? "NXDOMAIN" : "rcode " + rcode), name)
                        : new CacheFinding.Closed("systemd-resolved says " + name);
            default -> new CacheFinding.Closed("systemd-resolved says " + name);
        };
    }

    private static List<String> answers(Map<?, ?> parameters) {
        List<String> answers = new ArrayList<>();
        if (parameters.get("addresses") instanceof List<?> addresses) {
            for (Object each : addresses) {
                if (each instanceof Map<?, ?> one && one.get("address") instanceof List<?> octets) {
                    answers.add(address(octets));
                }
            }
        }
        if (parameters.get("rrs") instanceof List<?> records) {
            for (Object each : records) {
                if (each instanceof Map<?, ?> one && one.get("raw") instanceof String raw) {
                    answers.add(record(raw));
                }
            }
        }
        return answers;
    }

    private static String address(List<?> octets) {
        byte[] bytes = new byte[octets.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = octets.get(i) instanceof Number octet ? octet.byteValue() : 0;
        }
        try {
            return Endpoints.text(Endpoints.address(bytes));
        } catch (IllegalArgumentException e) {
            return "an address of " + bytes.length + " octets";
        }
    }

    private static String record(String base64) {
        try {
            byte[] wire = Base64.getDecoder().decode(base64);
            return RecordText.of(Record.fromWire(wire, Section.ANSWER));
        } catch (IOException | IllegalArgumentException e) {
            return "a record that cannot be read";
        }
    }
}
