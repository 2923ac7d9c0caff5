package org.wirelab.flow;

/// A name that the notes give to a value of the conversation, such as the `c` of SYN(c), with the type of its values.
///
/// @param name as the notes write it, `c`
public record Letter<T>(String name) {

    /// A letter for values of whatever type the declaration gives it.
    public static <T> Letter<T> of(String name) {
        return new Letter<>(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
