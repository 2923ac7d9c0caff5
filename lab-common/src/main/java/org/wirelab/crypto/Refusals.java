package org.wirelab.crypto;

import java.security.GeneralSecurityException;

/// What a cipher says when it refuses, in one line.
final class Refusals {

    private Refusals() {}

    static String words(GeneralSecurityException e) {
        String message = e.getMessage();
        return message == null ? "the cipher refuses" : message.replaceAll("\\s+", " ");
    }
}
