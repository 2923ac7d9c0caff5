package org.wirelab.server.tls;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wirelab.text.Language;

/// The head of an HTTP/1 request, line by line (RFC 9112): strict, and no longer than a browser's. Pure.
final class RequestHead {

    /// What the lines are so far.
    enum State {
        /// More lines must come.
        INCOMPLETE,
        /// The blank line has come.
        COMPLETE,
        /// It is none that HTTP allows, or a longer one than this server reads.
        BAD
    }

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.([01])");

    /// RFC 9110 §5.6.2: a token, and no space before the colon (RFC 9112 §5.1).
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");

    private static final Pattern WEIGHT = Pattern.compile(";\\s*q=([01](?:\\.\\d{0,3})?)\\s*$");
    private static final int MOST_FIELDS = 100;

    private final String method;
    private final String target;
    private final boolean needsHost;
    private final Map<String, String> fields = new HashMap<>();
    private State state = State.INCOMPLETE;

    private RequestHead(String method, String target, boolean needsHost) {
        this.method = method;
        this.target = target;
        this.needsHost = needsHost;
    }

    /// The request that begins with this line; empty when the line begins none.
    static Optional<RequestHead> begin(String line) {
        Matcher request = REQUEST_LINE.matcher(withoutEnd(line));
        return request.matches()
                ? Optional.of(new RequestHead(
                        request.group(1), request.group(2), request.group(3).equals("1")))
                : Optional.empty();
    }

    /// Takes the next line, its end included.
    State add(String line) {
        String text = withoutEnd(line);
        Matcher field = FIELD.matcher(text);
        if (text.isEmpty()) {
            // RFC 9112 §3.2: a request of HTTP/1.1 without Host is answered with 400
            state = needsHost && !fields.containsKey("host") ? State.BAD : State.COMPLETE;
        } else if (!field.matches() || fields.size() >= MOST_FIELDS) {
            state = State.BAD;
        } else {
            // RFC 9110 §5.3: a field that comes twice is one list
            fields.merge(field.group(1).toLowerCase(Locale.ROOT), field.group(2), (one, more) -> one + ", " + more);
        }
        return state;
    }

    String method() {
        return method;
    }

    /// What is asked for, without a query.
    String path() {
        String path = target.replaceFirst("^https?://[^/]*", "");
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /// Whether the client says that it reads HTML: a browser does, curl's `*/*` says that it takes what comes.
    boolean wantsHtml() {
        return preferences("accept").anyMatch(type -> type.value().startsWith("text/html"));
    }

    /// The language of ours that the client prefers; English when it names none (RFC 9110 §12.5.4).
    Language language() {
        return preferences("accept-language")
                .sorted(Comparator.comparing(Preference::weight).reversed())
                .flatMap(wish -> Language.of(wish.value()).stream())
                .findFirst()
                .orElse(Language.EN);
    }

    private record Preference(String value, double weight) {}

    /// The field's list without what the client refuses by a weight of zero.
    private Stream<Preference> preferences(String field) {
        return List.of(fields.getOrDefault(field, "").split(",")).stream()
                .map(RequestHead::preference)
                .filter(wish -> wish.weight() > 0);
    }

    private static Preference preference(String item) {
        Matcher weight = WEIGHT.matcher(item);
        boolean weighed = weight.find();
        String value =
                (weighed ? item.substring(0, weight.start()) : item).strip().toLowerCase(Locale.ROOT);
        return new Preference(value, weighed ? Double.parseDouble(weight.group(1)) : 1);
    }

    private static String withoutEnd(String line) {
        return line.endsWith("\r\n")
                ? line.substring(0, line.length() - 2)
                : line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }
}
