package org.wirelab.arq;

/// What a receiver does with a data frame that has arrived.
public enum Reception {
    /// It is the next one: it is given to the application.
    ACCEPTED,
    /// It came before its turn and waits (selective repeat).
    KEPT,
    /// It has arrived before.
    DUPLICATE,
    /// It came before its turn and is thrown away (go-back-N).
    OUT_OF_ORDER,
    /// The application has taken too little: there is no room for it.
    NO_ROOM
}
