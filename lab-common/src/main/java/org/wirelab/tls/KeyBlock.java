package org.wirelab.tls;

import java.util.LinkedHashMap;
import java.util.Map;

/// The key block cut into the keys of both directions, in the order of RFC 5246 §6.3.
///
/// @param macKeyLength bytes of each MAC key, 0 for AEAD
/// @param keyLength bytes of each encryption key
/// @param ivLength bytes of each IV, 0 for CBC from TLS 1.1 on
public record KeyBlock(Bytes bytes, int macKeyLength, int keyLength, int ivLength) {

    /// The block of this suite.
    public static KeyBlock of(Bytes bytes, CipherSuite suite) {
        return new KeyBlock(bytes, suite.macKeyLength(), suite.keyLength(), suite.fixedIvLength());
    }

    /// How long the block of this suite must be.
    public static int lengthFor(CipherSuite suite) {
        return 2 * (suite.macKeyLength() + suite.keyLength() + suite.fixedIvLength());
    }

    /// The keys that this suite has, by their name in the RFC, in the order of the block.
    public Map<String, Bytes> keys() {
        Map<String, Bytes> keys = new LinkedHashMap<>();
        slots().forEach((name, slot) -> keys.put(name, bytes.slice(slot.from(), slot.to())));
        return keys;
    }

    /// How a key of this name is cut out of a block of this form, such as `key_block[0..31]`.
    ///
    /// @param from the block to cut it out of
    Derivation slice(String name, Bytes from) {
        Slot slot = slots().get(name);
        if (slot == null) {
            throw new IllegalArgumentException("this block has no " + name);
        }
        return new Derivation.Slice(new Derivation.Named("key_block", from), slot.from(), slot.to());
    }

    private record Slot(int from, int to) {}

    private Map<String, Slot> slots() {
        Map<String, Slot> slots = new LinkedHashMap<>();
        int at = 0;
        at = put(slots, at, "client_write_MAC_key", macKeyLength);
        at = put(slots, at, "server_write_MAC_key", macKeyLength);
        at = put(slots, at, "client_write_key", keyLength);
        at = put(slots, at, "server_write_key", keyLength);
        at = put(slots, at, "client_write_IV", ivLength);
        put(slots, at, "server_write_IV", ivLength);
        return slots;
    }

    private static int put(Map<String, Slot> slots, int at, String name, int length) {
        if (length > 0) {
            slots.put(name, new Slot(at, at + length));
        }
        return at + length;
    }
}
