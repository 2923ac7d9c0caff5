package org.wirelab.bench;

import java.util.List;
import java.util.stream.Collectors;

/// The result of a measure that has more to say than one table holds.
///
/// @param tables in the order in which they are read
public record Tables(List<Table> tables) implements Result {

    public Tables {
        tables = List.copyOf(tables);
    }

    @Override
    public String markdown() {
        return tables.stream().map(Table::markdown).collect(Collectors.joining("\n"));
    }
}
