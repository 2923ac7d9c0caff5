package org.wirelab.net;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/// The operating system's own words for a failure, without the wrapping of Netty: `Connection refused`.
public final class SystemWords {

    private SystemWords() {}

    /// The words of an exception: `connect(..) failed with error(-111): Connection refused: /127.0.0.1:9` becomes
    /// `Connection refused`.
    public static String of(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return isInterruption(cause) ? "interrupted" : cause.getClass().getSimpleName();
        }
        String words = message.replaceFirst("^.*failed( with error\\(-?\\d+\\))?: ", "")
                .replaceFirst(": [^ :]*/.*$", "");
        return words.isBlank() ? message : words;
    }

    /// What blocks, and what is open, in a thread that is interrupted ends so, without a word.
    private static boolean isInterruption(Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || cause instanceof FileLockInterruptionException;
    }
}
