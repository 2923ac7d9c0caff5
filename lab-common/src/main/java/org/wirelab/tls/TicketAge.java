package org.wirelab.tls;

import java.nio.ByteBuffer;
import java.util.Hashtable;
import java.util.Map;
import org.bouncycastle.tls.ExtensionType;
import org.jspecify.annotations.Nullable;

/// The extensions of a ClientHello that resumes a session: the age of its ticket is put in as soon as the library adds
/// the extension `pre_shared_key`.
///
/// Bouncy Castle takes every key for an external one, whose age is 0 (RFC 8446 §4.2.11); GnuTLS refuses a ticket of
/// that age. The binder is computed later and so vouches for the right one.
final class TicketAge extends Hashtable<Integer, byte[]> {
    private static final long serialVersionUID = 1L;

    // RFC 8446 §4.2.11: the list's length (2 bytes), then the first identity with its own length (2 bytes)
    private static final int FIRST_IDENTITY = 2 + 2;

    private final transient EarlierSession.Tls13 session;

    TicketAge(Map<Integer, byte[]> others, EarlierSession.Tls13 session) {
        super(others);
        this.session = session;
    }

    @Override
    public synchronized byte @Nullable [] put(Integer type, byte[] data) {
        if (type == ExtensionType.pre_shared_key) {
            int age = FIRST_IDENTITY + session.key().identity().length();
            ByteBuffer.wrap(data).putInt(age, session.obfuscatedAge());
        }
        return super.put(type, data);
    }
}
