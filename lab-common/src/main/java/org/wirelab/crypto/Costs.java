package org.wirelab.crypto;

import java.util.List;
import java.util.function.Function;
import org.wirelab.trace.Bars;
import org.wirelab.trace.Kind;

/// All rows of a measurement side by side, by one quantity: what a chart shows.
///
/// @param quantity by what
@Kind("crypto.costs")
public record Costs(Quantity quantity, List<Line> lines) implements CryptoObservation, Bars {

    /// What is compared.
    public enum Quantity {
        /// Operations a second, whatever each carries.
        OPERATIONS,
        /// Bytes of plaintext a second.
        BYTES
    }

    /// One row.
    public record Line(Operation operation, Spread perSecond) {}

    public Costs {
        lines = List.copyOf(lines);
    }

    /// These rows by operations a second.
    public static Costs byOperations(List<Cost> costs) {
        return new Costs(
                Quantity.OPERATIONS,
                costs.stream()
                        .map(cost -> new Line(cost.operation(), cost.perSecond()))
                        .toList());
    }

    /// Those of these rows that carry bytes, by bytes a second.
    public static Costs byBytes(List<Cost> costs) {
        return new Costs(
                Quantity.BYTES,
                costs.stream()
                        .flatMap(cost ->
                                cost.bytesPerSecond().map(spread -> new Line(cost.operation(), spread)).stream())
                        .toList());
    }

    @Override
    public String titleKey() {
        return switch (quantity) {
            case OPERATIONS -> "crypto.costs.operations";
            case BYTES -> "crypto.costs.bytes";
        };
    }

    @Override
    public List<Bar> bars() {
        Function<Line, Bar> bar = line -> new Bar(
                line.operation.label(),
                line.operation.implementation(),
                line.perSecond.median(),
                Magnitude.of(line.perSecond.median()),
                Magnitude.of(line.perSecond.min()) + ".." + Magnitude.of(line.perSecond.max()),
                line.operation.family().ordinal());
        return lines.stream().map(bar).toList();
    }
}
