package org.wirelab.crypto;

/// The two ways of encryption that the notes hold against each other.
public enum Family {
    /// One key for everybody to encrypt or verify with, another for its owner alone.
    PUBLIC_KEY,
    /// One key, held by all who take part.
    SYMMETRIC
}
