package org.wirelab.tls;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is computed when it is first asked for, by whichever thread, and then kept.
final class Once<T> implements Supplier<T> {

    private @Nullable Supplier<T> computation;
    private @Nullable T value;

    Once(Supplier<T> computation) {
        this.computation = computation;
    }

    @Override
    public synchronized T get() {
        Supplier<T> first = computation;
        if (first != null) {
            value = first.get();
            computation = null;
        }
        T computed = value;
        if (computed == null) {
            throw new IllegalStateException("computed nothing");
        }
        return computed;
    }
}
