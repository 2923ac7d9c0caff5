package org.wirelab.client.read;

import java.nio.file.Path;
import java.util.Optional;
import org.wirelab.tls.offline.Secrets;

/// What a command line asks of a capture.
///
/// @param capture a file's name, or `-`
/// @param interfaceName whose packets are wanted; empty for those of all interfaces
/// @param filter which connections are wanted
/// @param ladder whether the ladder of the connection that the filter names is wanted
/// @param json whether programs read what was found
/// @param folder below which the capture is to be written again, with comments
/// @param mostOpen how many connections are known at a time; 0 for the usual
/// @param secrets what TLS is opened with, beside what the capture itself brings
record ReadRequest(
        String capture,
        String interfaceName,
        ConnectionFilter filter,
        boolean ladder,
        boolean json,
        Optional<Path> folder,
        int mostOpen,
        Secrets secrets) {

    /// Judging remembers more of a connection than the analysis does.
    private static final int USUALLY_JUDGED = 4_000;

    private static final int USUALLY_KNOWN = 100_000;

    /// The ladder of this connection, and nothing more.
    ReadRequest oneLadder(long number) {
        return new ReadRequest(
                capture, interfaceName, filter.only(number), true, false, Optional.empty(), mostOpen, secrets);
    }

    /// How many connections are judged at a time.
    int mostJudged() {
        return mostOpen > 0 ? mostOpen : USUALLY_JUDGED;
    }

    /// How many connections are known at a time.
    int mostKnown() {
        return mostOpen > 0 ? mostOpen : USUALLY_KNOWN;
    }
}
