package org.wirelab.link;

/// One of the two ways across a link; each has its own settings.
public enum Direction {
    /// From the client's host to the server's.
    TO_SERVER,
    /// From the server's host to the client's.
    TO_CLIENT;

    /// The way back.
    public Direction opposite() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }
}
