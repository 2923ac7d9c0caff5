package org.wirelab.client.read;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wirelab.dns.offline.DnsCount;
import org.wirelab.render.Columns;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.text.Texts;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.wire.CaptureBlock;

/// A capture as a person reads it: its connections as they close, as many as fit a page; then the largest and the
/// strangest where there were more, and the whole in numbers.
final class OverviewPage {

    /// How many connections are listed as they close, unless all are wanted.
    static final int ROWS = 50;

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT);
    private static final int SESSIONS_KEPT = 10_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PrintWriter out;
    private final Style style;
    private final Texts texts;
    private final Detail detail;
    private final ConnectionLines lines;
    private final Set<Long> listed = new HashSet<>();

    /// Those of the connections that may still be listed as the largest or the strangest: of the latest.
    private final Map<Long, CapturedSession> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CapturedSession> eldest) {
            return size() > SESSIONS_KEPT;
        }
    };
    private long rows;
    private long zero;

    OverviewPage(PrintWriter out, Style style, Texts texts, Detail detail) {
        this.out = out;
        this.style = style;
        this.texts = texts;
        this.detail = detail;
        this.lines = new ConnectionLines(style, texts);
    }

    /// @param epochNanos when the capture begins
    void begins(long epochNanos) {
        zero = epochNanos;
    }

    /// A connection of which nothing more is expected.
    ///
    /// @param session its TLS, where it speaks that
    void row(AnalysedConnection connection, Optional<CapturedSession> session) {
        session.ifPresent(tls -> sessions.put(connection.number(), tls));
        if (detail == Detail.QUIET) {
            return;
        }
        rows++;
        if (rows <= ROWS || detail == Detail.VERBOSE) {
            if (listed.size() < ROWS) {
                listed.add(connection.number());
            }
            print(connection);
        } else if (rows == ROWS + 1) {
            out.println();
            say("read.rows.more", ROWS);
        }
    }

    /// The lists of the largest and the strangest, where not every connection has been listed.
    void lists(Overview overview) {
        if (detail == Detail.QUIET || detail == Detail.VERBOSE || rows <= ROWS) {
            return;
        }
        list("read.largest", overview.largest());
        list("read.strangest", overview.strangest());
        out.println();
        say("read.unlisted", overview.connections() - listed.size());
    }

    /// The whole in numbers, and what is to be known of the capture itself.
    void totals(Reading reading, TlsTotals tls, DnsCount dns, String name, ReadRequest request) {
        ConnectionFilter filter = request.filter();
        CaptureAccount account = reading.account();
        Overview overview = reading.overview();
        out.println();
        if (account.frames() == 0) {
            bold(texts.format("read.title.empty", name));
        } else {
            bold(texts.format(
                    "read.title",
                    name,
                    Amount.number(account.frames()),
                    Amount.octets(account.octets()),
                    Amount.seconds(account.nanos()),
                    time(account.firstNanos())));
        }
        if (overview.connections() > 0) {
            connections(overview, account, reading.connections(), filter);
        } else if (account.frames() > 0) {
            boolean others = filter.selects() && reading.connections() > 0;
            say(others ? "read.none.selected" : "read.none", Amount.number(reading.connections()));
        }
        tls.words(texts, style.ellipsis()).forEach(this::wrapped);
        DnsTotals.words(dns, texts).forEach(this::wrapped);
        if (detail != Detail.QUIET) {
            contents(account);
        }
        if (account.interfaces().size() > 1 && request.interfaceName().isEmpty()) {
            say("read.total.interfaces", String.join(", ", account.interfaces()));
        }
        flaws(account, overview, reading.letGo());
        flaws(request.secrets().keyLog());
        out.flush();
    }

    /// What cannot be used of the secrets that were given.
    void flaws(KeyLog keyLog) {
        keyLog.problems().forEach(problem -> say("read.keylog.bad", problem));
        long more = keyLog.badLines() - keyLog.problems().size();
        if (more > 0) {
            say("read.keylog.more", Amount.number(more));
        }
    }

    /// One connection that was shown in full, in sum.
    void one(Reading reading, Measured measured, ReadRequest request) {
        zero = reading.account().firstNanos();
        out.println();
        reading.overview().largest().forEach(this::print);
        measured(measured);
        flaws(reading.account(), reading.overview(), reading.letGo());
        flaws(request.secrets().keyLog());
        out.flush();
    }

    /// What was measured of the connection that was shown in full.
    void measured(Measured measured) {
        measured.words(texts).forEach(this::wrapped);
        out.flush();
    }

    /// How to see one of the connections in full.
    void hint(String capture) {
        hintText("read.hint", "lab read " + capture + " --conversation N");
    }

    /// How to see this connection in full.
    void hint(String capture, long number) {
        hintText("read.hint.one", "lab read " + capture + " --conversation " + number);
    }

    private void hintText(String key, String command) {
        if (detail != Detail.QUIET) {
            out.println();
            say(key, command);
            out.flush();
        }
    }

    /// One line for people, from the text with this key.
    void say(String key, Object... arguments) {
        wrapped(texts.format(key, arguments));
    }

    private void connections(Overview overview, CaptureAccount account, long all, ConnectionFilter filter) {
        if (filter.selects()) {
            say("read.total.selected", Amount.number(overview.connections()), Amount.number(all));
        } else {
            say(
                    "read.total",
                    Amount.number(overview.connections()),
                    Amount.number(account.segments()),
                    Amount.octets(overview.octets()));
        }
        if (overview.connections() > 1) {
            say("read.total.openings", counted(overview.openings(), way -> texts.get("read.opening." + way.label())));
            say("read.total.closings", counted(overview.closings(), way -> texts.get("read.closing." + way.label())));
        }
        if (!overview.flags().isEmpty()) {
            say("read.total.flags", lines.flags(overview.flags()));
        }
    }

    private void contents(CaptureAccount account) {
        if (!account.otherProtocols().isEmpty()) {
            say("read.total.other", counted(account.otherProtocols(), Function.identity()));
        }
        if (account.linkTypes().size() > 1 || (detail == Detail.VERBOSE && account.frames() > 0)) {
            say("read.total.links", counted(account.linkTypes(), Function.identity()));
        }
        if (account.cut() > 0) {
            say("read.total.cut", Amount.number(account.cut()));
        }
        account.counters().forEach((name, counters) -> {
            if (counters.dropped() != 0 || detail == Detail.VERBOSE) {
                say("read.total.counters", name, count(counters.received()), count(counters.dropped()));
            }
        });
    }

    private void flaws(CaptureAccount account, Overview overview, long letGo) {
        if (account.malformed() > 0) {
            say("read.total.malformed", Amount.number(account.malformed()));
        }
        if (account.fragments() > 0) {
            say(
                    "read.total.fragments",
                    Amount.number(account.fragments()),
                    Amount.number(account.assembled()),
                    Amount.number(account.incomplete()));
        }
        if (overview.bounded() > 0) {
            say("read.total.bounded", Amount.number(overview.bounded()));
        }
        if (letGo > 0) {
            say("read.total.forgotten", Amount.number(letGo));
        }
        for (CaptureBlock.Damage damage : account.damages()) {
            say("read.damage", damage);
        }
        long more = account.damagedPlaces() - account.damages().size();
        if (more > 0) {
            say("read.damage.more", Amount.number(more), Amount.octets(account.skipped()));
        }
    }

    private void list(String title, List<AnalysedConnection> connections) {
        if (connections.isEmpty()) {
            return;
        }
        out.println();
        bold(texts.get(title));
        for (AnalysedConnection connection : connections) {
            listed.add(connection.number());
            print(connection);
        }
    }

    private void print(AnalysedConnection connection) {
        lines.of(connection, Optional.ofNullable(sessions.get(connection.number())), zero)
                .forEach(out::println);
        out.flush();
    }

    private void bold(String text) {
        Columns.wrapped(style.plain(text), style.width() - 1).forEach(line -> out.println(" " + style.bold(line)));
    }

    private void wrapped(String text) {
        List<String> parts = Columns.wrapped(style.plain(text), style.width() - 3);
        for (int i = 0; i < parts.size(); i++) {
            out.println((i == 0 ? " " : "   ") + parts.get(i));
        }
    }

    private String count(long number) {
        return number < 0 ? texts.get("read.total.unknown") : Amount.number(number);
    }

    private static <K> String counted(Map<K, Long> counts, Function<K, String> name) {
        List<Map.Entry<K, Long>> most = new ArrayList<>(counts.entrySet());
        most.sort(Map.Entry.<K, Long>comparingByValue().reversed());
        return most.stream()
                .map(entry -> name.apply(entry.getKey()) + " " + Amount.number(entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    /// A capture may hold any number for a time: years beyond four digits are not shown as dates.
    private static String time(long epochNanos) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
        return DAY_AND_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
