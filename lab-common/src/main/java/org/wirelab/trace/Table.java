package org.wirelab.trace;

import java.util.List;

/// What a page shows as a table: things compared, side by side.
///
/// Its words are text keys with their arguments, said in the page's language; a key that is no text stands for itself,
/// as a number does.
public interface Table extends Observation {

    /// What is compared.
    Trail.Words title();

    /// What stands above the columns; the first is the column of the rows' names.
    List<Trail.Words> head();

    /// The rows, from the top.
    List<Row> rows();

    /// One row; a row without cells is a heading among them.
    ///
    /// @param name what it is about
    /// @param cells one for each column but the first
    record Row(Trail.Words name, List<Trail.Words> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
