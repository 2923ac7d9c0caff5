package org.wirelab.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.tls.Derivation.Named;

/// Two secrets side by side, as hybrid groups join them.
record JoinedSecrets(List<Named> parts) implements Derivation {
    public JoinedSecrets {
        parts = List.copyOf(parts);
    }

    @Override
    public String formula() {
        return String.join(" + ", parts.stream().map(Named::name).toList());
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(parts);
    }

    @Override
    public Optional<Bytes> compute() {
        return Optional.of(parts.stream().map(Named::value).reduce(Bytes.EMPTY, Bytes::plus));
    }

    @Override
    public Optional<String> command() {
        return Optional.of("echo "
                + String.join(
                        " ", parts.stream().map(part -> part.value().toString()).toList())
                + " | tr -d ' '");
    }
}
