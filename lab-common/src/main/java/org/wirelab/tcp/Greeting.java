package org.wirelab.tcp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first line of a lab client to the lab's TCP service: what it is about to send, and how it wants the connection
/// closed.
///
/// The service's whole protocol, in ASCII lines that end with a line feed:
///
/// ```
/// client   WIRELAB/1 bytes=1024 sha256=<64 hex digits> close=half
/// server   WIRELAB/1 ok
/// client   1024 bytes
/// server   the same bytes
/// client   (FIN)                                      with close=simple the report comes before the client's FIN,
/// server   WIRELAB/1 received=1024 sha256=<...>       so that nothing is left to send when it arrives
/// server   (FIN)
/// ```
///
/// A client that begins otherwise has everything echoed, and the report after its FIN.
///
/// @param bytes how much it will send after this line
/// @param digest SHA-256 of that, in lower-case hexadecimal
/// @param closing how the server is to close
public record Greeting(long bytes, String digest, ClosingStyle closing) {

    /// What every line of the protocol begins with.
    public static final String MARK = "WIRELAB/1 ";

    /// The server's answer to a greeting.
    public static final String WELCOME = MARK + "ok\n";

    /// No line of the protocol is longer, line feed included.
    public static final int LONGEST = 160;

    private static final Pattern LINE =
            Pattern.compile("WIRELAB/1 bytes=(\\d{1,18}) sha256=([0-9a-f]{64}) close=([a-z]+)\n?");

    /// The greeting in a line, if it is one.
    public static Optional<Greeting> parse(String line) {
        Matcher fields = LINE.matcher(line);
        return fields.matches()
                ? ClosingStyle.ofLabel(fields.group(3))
                        .map(style -> new Greeting(Long.parseLong(fields.group(1)), fields.group(2), style))
                : Optional.empty();
    }

    /// The line, line feed included.
    public String line() {
        return MARK + "bytes=" + bytes + " sha256=" + digest + " close=" + closing.label() + "\n";
    }

    /// What the server says it has received.
    ///
    /// @param bytes how much, without the greeting
    /// @param digest SHA-256 of it
    public record Report(long bytes, String digest) {

        private static final Pattern LINE = Pattern.compile("WIRELAB/1 received=(\\d{1,18}) sha256=([0-9a-f]{64})\n?");

        /// The report in a line, if it is one.
        public static Optional<Report> parse(String line) {
            Matcher fields = LINE.matcher(line);
            return fields.matches()
                    ? Optional.of(new Report(Long.parseLong(fields.group(1)), fields.group(2)))
                    : Optional.empty();
        }

        /// The line, line feed included.
        public String line() {
            return MARK + "received=" + bytes + " sha256=" + digest + "\n";
        }
    }
}
