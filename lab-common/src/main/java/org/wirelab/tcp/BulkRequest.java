package org.wirelab.tcp;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first line of a client to the lab's bulk service: who is to send, and for how long or how much.
///
/// The service's whole protocol, in ASCII lines that end with a line feed; the data itself means nothing and is thrown
/// away:
///
/// ```
/// client   WIRELAB/1 bulk=send ms=10000 bytes=0          client   WIRELAB/1 bulk=receive ms=10000 bytes=0
/// server   WIRELAB/1 ok                                  server   WIRELAB/1 ok
/// client   data for 10 s                                 server   data for 10 s
/// client   (FIN)                                         server   (FIN)
/// server   WIRELAB/1 received=24800000000 us=10000312    client   (FIN)
/// server   (FIN)
/// ```
///
/// A server that is asked for more than it gives, or has no room, says so instead of `ok` and ends the connection.
///
/// @param reverse whether the server is to send
/// @param time how long to send
/// @param bytes how much to send within that time; 0: as much as goes
public record BulkRequest(boolean reverse, Duration time, long bytes) {

    /// The server's answer to a request that it fulfils.
    public static final String WELCOME = Greeting.WELCOME;

    /// What begins the server's answer to one that it does not fulfil; the reason follows.
    public static final String REFUSAL = Greeting.MARK + "no: ";

    private static final Pattern LINE =
            Pattern.compile("WIRELAB/1 bulk=(send|receive) ms=(\\d{1,9}) bytes=(\\d{1,18})\n?");

    public BulkRequest {
        if (time.isNegative() || time.isZero() || bytes < 0) {
            throw new IllegalArgumentException("a time above 0 and no negative number of bytes");
        }
    }

    /// The request in a line, if it is one.
    public static Optional<BulkRequest> parse(String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches() || Long.parseLong(fields.group(2)) == 0) {
            return Optional.empty();
        }
        return Optional.of(new BulkRequest(
                fields.group(1).equals("receive"),
                Duration.ofMillis(Long.parseLong(fields.group(2))),
                Long.parseLong(fields.group(3))));
    }

    /// The line, line feed included.
    public String line() {
        return Greeting.MARK + "bulk=" + (reverse ? "receive" : "send") + " ms=" + time.toMillis() + " bytes=" + bytes
                + "\n";
    }

    /// What the server says it has received.
    ///
    /// @param bytes how much, without the request
    /// @param micros from the first byte to the last
    public record Report(long bytes, long micros) {

        private static final Pattern LINE = Pattern.compile("WIRELAB/1 received=(\\d{1,18}) us=(\\d{1,18})\n?");

        /// The report in a line, if it is one.
        public static Optional<Report> parse(String line) {
            Matcher fields = LINE.matcher(line);
            return fields.matches()
                    ? Optional.of(new Report(Long.parseLong(fields.group(1)), Long.parseLong(fields.group(2))))
                    : Optional.empty();
        }

        /// The line, line feed included.
        public String line() {
            return Greeting.MARK + "received=" + bytes + " us=" + micros + "\n";
        }
    }
}
