package org.wirelab.tls;

/// The names of the Diffie-Hellman groups (RFC 8422 §5.1.1).
final class GroupNames {
    private GroupNames() {}

    static String nameOf(int group) {
        return switch (group) {
            case 23 -> "secp256r1";
            case 24 -> "secp384r1";
            case 25 -> "secp521r1";
            case 29 -> "x25519";
            case 30 -> "x448";
            default -> "group " + group;
        };
    }
}
