package org.wirelab.trace;

import java.util.List;

/// What a page shows piece by piece: something that was taken apart, such as a protected record.
public interface TakenApart extends Note {

    /// Its pieces in the order of reading.
    List<Piece> pieces();

    /// True when it is shown without being asked for; otherwise it is there for those who look at every entry.
    boolean exemplary();

    /// One piece.
    ///
    /// @param group the text key of what it was found in; pieces of one group stand together
    /// @param name in the terms of the standard: `padding_length`
    /// @param place where it begins and ends, such as `5..20`; empty where it has no place
    /// @param value its bytes in hexadecimal digits; a page may cut them
    /// @param length how many bytes it has
    /// @param text the key of the sentence that says what it is
    /// @param arguments what fills that sentence's places
    record Piece(
            String group, String name, String place, String value, int length, String text, List<String> arguments) {
        public Piece {
            arguments = List.copyOf(arguments);
        }
    }
}
