package org.wirelab.flow;

/// A name that the notes give to a value of the conversation, such as the `c` of SYN(c), with the type of its values.
///
/// @param name as the notes write it, `c`
/// @param shown whether findings say its value; what only the flow itself needs to know stays out of them
public record Letter<T>(String name, boolean shown) {

    /// A letter for values of whatever type the declaration gives it.
    public static <T> Letter<T> of(String name) {
        return new Letter<>(name, true);
    }

    /// A letter that is the flow's own business, such as which end closed first.
    public static <T> Letter<T> hidden(String name) {
        return new Letter<>(name, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
