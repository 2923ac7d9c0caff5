package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.render.Columns;
import org.wirelab.render.Style;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.AnalysisFlag;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.text.Texts;
import org.wirelab.tls.offline.CapturedSession;

/// One connection in two lines or three: number, who, when; how much each way, how it opened and closed; what was
/// remarkable.
final class ConnectionLines {

    private static final int NUMBER = 6;
    private static final int INDENT = NUMBER + 2;

    private final Style style;
    private final Texts texts;

    ConnectionLines(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// @param session its TLS, where it speaks that
    /// @param zero the time that the capture begins, in nanoseconds since 1970 UTC
    List<String> of(AnalysedConnection connection, Optional<CapturedSession> session, long zero) {
        List<String> lines = new ArrayList<>(who(connection, zero));
        String detail = " ".repeat(INDENT);
        Columns.wrapped(style.plain(course(connection)), style.width() - INDENT)
                .forEach(line -> lines.add(detail + line));
        session.map(this::tls)
                .ifPresent(text -> Columns.wrapped(style.plain(text), style.width() - INDENT)
                        .forEach(line -> lines.add(detail + line)));
        remarkable(connection)
                .ifPresent(text -> Columns.wrapped(style.plain(text), style.width() - INDENT)
                        .forEach(line -> lines.add(detail + style.attention(line))));
        return lines;
    }

    /// The flags of a connection or a capture as one text, the worst first; what is no trouble comes last.
    String flags(Map<AnalysisFlag, Integer> counts) {
        return String.join(
                " · ",
                Strangeness.worstFirst(counts).stream()
                        .map(entry -> entry.getKey().label() + " " + Amount.number(entry.getValue()))
                        .toList());
    }

    private List<String> who(AnalysedConnection connection, long zero) {
        String number = Columns.padded(
                " "
                                .repeat(Math.max(
                                        0,
                                        NUMBER
                                                - String.valueOf(connection.number())
                                                        .length()))
                        + connection.number(),
                INDENT);
        String when = "+" + Amount.seconds(connection.firstNanos() - zero);
        String from = connection.initiator().endpoint();
        String to = connection.responder().endpoint();
        String arrow = connection.initiatorSeen() ? " → " : " ? ";
        String line = Columns.spread(number + style.plain(from + arrow + to), when, style.width());
        if (Columns.width(line) <= style.width()) {
            return List.of(line);
        }
        return List.of(
                Columns.spread(number + from, when, style.width()),
                " ".repeat(INDENT - 2) + style.plain(arrow.strip() + " " + to));
    }

    private String course(AnalysedConnection connection) {
        List<String> parts = new ArrayList<>();
        parts.add("→ " + amount(connection.initiator()));
        parts.add("← " + amount(connection.responder()));
        parts.add(texts.format("read.lasted", Amount.seconds(connection.lastNanos() - connection.firstNanos())));
        parts.add(texts.get("read.opening." + connection.opening().label()));
        parts.add(closing(connection));
        return String.join(" · ", parts);
    }

    private String tls(CapturedSession session) {
        return session.title() + " · "
                + texts.format(session.reason(), session.arguments().toArray());
    }

    private String amount(HalfConnection end) {
        return texts.format("read.amount", end.segments(), Amount.octets(end.octets()));
    }

    private String closing(AnalysedConnection connection) {
        String words = texts.get("read.closing." + connection.closing().label());
        @Nullable HalfConnection closer = connection.closer();
        if (closer == null) {
            return words;
        }
        String by = closer == connection.initiator() ? "read.by.initiator" : "read.by.responder";
        return words + " " + texts.get(by);
    }

    private Optional<String> remarkable(AnalysedConnection connection) {
        List<String> parts = new ArrayList<>();
        String flags = flags(connection.counts());
        if (!flags.isEmpty()) {
            parts.add(flags);
        }
        if (connection.bounded()) {
            parts.add(texts.get("read.bounded"));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
    }
}
