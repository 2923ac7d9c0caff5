package org.wirelab.crypto;

import java.security.GeneralSecurityException;

/// One cryptographic operation, ready to be done again and again.
@FunctionalInterface
public interface Work {

    /// Does it once.
    ///
    /// @return something of the result, so that no compiler may leave the work out
    int run() throws GeneralSecurityException;

    /// An operation and how to do it.
    ///
    /// @param calls so many are needed before the JVM's compilers have done with it
    record Item(Operation operation, Work work, int calls) {

        /// Work that loops long enough by itself to be compiled after a few calls.
        static Item of(Operation operation, Work work) {
            return new Item(operation, work, 0);
        }

        /// Work that the JVM runs fast only when methods that it calls have been compiled: HotSpot's last
        /// compiler takes those that were called 5,000 times, and only it knows the processor's
        /// instructions for AES.
        static Item compiledLate(Operation operation, Work work) {
            return new Item(operation, work, 5_000);
        }
    }
}
