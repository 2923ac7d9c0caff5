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
        return edns == null
                ? Optional.empty()
                : edns.getOptions(EDNSOption.Code.COOKIE).stream()
                        .filter(CookieOption.class::isInstance)
                        .map(CookieOption.class::cast)
                        .findFirst();
    }
}
