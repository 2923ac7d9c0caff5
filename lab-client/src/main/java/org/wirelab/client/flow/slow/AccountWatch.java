package org.wirelab.client.flow.slow;

import org.wirelab.trace.Entry;

/// Who keeps the account of the transfer under way, told of every entry of the run.
sealed interface AccountWatch permits WindowWatch, RoomWatch, AccountWatch.Nobody {

    void on(Entry entry);

    /// No transfer of which an account is kept this way.
    record Nobody() implements AccountWatch {
        @Override
        public void on(Entry entry) {
            // nothing to be counted
        }
    }
}
