package org.wirelab.dns.validation;

import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;

/// Who looks up what a validation needs beside the answer itself: DS and DNSKEY records with their signatures.
@FunctionalInterface
public interface SignedLookup {

    /// Looks up, with DO set, and waits for the end.
    ///
    /// @return [Move.Answered] or [Move.Failed]
    /// @throws InterruptedException when the thread is interrupted while it waits
    Move look(Question question) throws InterruptedException;
}
