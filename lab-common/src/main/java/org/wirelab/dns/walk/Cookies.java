package org.wirelab.dns.walk;

import java.util.Optional;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

/// Finds the cookie in a message.
final class Cookies {
    private Cookies() {}

    static Optional<CookieOption> in(Message message) {
        OPTRecord edns = message.getOPT();
        if (edns != null) {
            for (EDNSOption option : edns.getOptions()) {
                if (option instanceof CookieOption cookie) {
                    return Optional.of(cookie);
                }
            }
        }
        return Optional.empty();
    }
}
