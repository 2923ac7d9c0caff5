package org.wirelab.client.tls.interop;

/// Why a cell of the matrix is empty.
enum Why {
    NOT_OFFERED("Chromium offers no such suite: no DHE, no ECDSA or SHA-2 with CBC"),
    NO_ENCRYPT_THEN_MAC("Chromium knows no encrypt-then-MAC"),
    NO_MLKEM("this version of openssl (and curl with it) or gnutls knows no ML-KEM"),
    NO_EXTERNAL_KEY("curl and Chromium take no key from elsewhere"),
    NO_KEY_UPDATE("curl and Chromium ask for no new keys, and the lab's server does not begin"),
    NO_CLIENT_CERTIFICATE("Chromium takes client certificates from the user's own store only"),
    NOT_DECLINED("Chromium cannot be told to decline an extension"),
    NO_TICKET("the lab's server gives tickets in TLS 1.3 only: Bouncy Castle writes none in 1.2"),
    NO_STAPLING("the lab's server staples no OCSP response");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    /// One letter for the cell.
    String letter() {
        return String.valueOf((char) ('a' + ordinal()));
    }

    String words() {
        return words;
    }
}
