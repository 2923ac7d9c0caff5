package org.wirelab.dns;

/// What shows that a message is no reply to the query in flight (RFC 5452 §9.1).
public enum Mismatch {
    /// It came from another address than the one asked.
    ADDRESS,
    /// It came from another port.
    PORT,
    /// Its transaction id is another.
    ID,
    /// It is a query itself: QR is clear.
    QR,
    /// It repeats another question.
    QUESTION,
    /// It repeats the question with other letters than those sent: where case was random, that is no repetition.
    CASE,
    /// It does not repeat the client's part of the cookie (RFC 7873 §5.3).
    COOKIE,
    /// It cannot be read.
    MALFORMED
}
