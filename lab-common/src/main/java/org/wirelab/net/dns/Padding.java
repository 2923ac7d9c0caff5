package org.wirelab.net.dns;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// Queries made equally long, so that their length tells nothing to who sees the encrypted records (RFC 7830).
final class Padding {
    private Padding() {}

    /// RFC 8467 §4.1: queries are padded to the next multiple of this.
    static final int BLOCK = 128;

    /// IANA's number of the option, and what it takes beside its content.
    private static final int OPTION = 12;

    private static final int OPTION_HEADER = 4;

    /// The message's bytes; without EDNS there is no option to pad it by.
    static byte[] padded(Message message) {
        OPTRecord edns = message.getOPT();
        if (edns == null) {
            return message.toWire();
        }
        int bare = message.toWire().length + OPTION_HEADER;
        int padding = Math.floorMod(-bare, BLOCK);
        List<EDNSOption> options = new ArrayList<>(edns.getOptions());
        options.add(new GenericEDNSOption(OPTION, new byte[padding]));
        message.removeRecord(edns, Section.ADDITIONAL);
        message.addRecord(
                new OPTRecord(
                        edns.getPayloadSize(), edns.getExtendedRcode(), edns.getVersion(), edns.getFlags(), options),
                Section.ADDITIONAL);
        return message.toWire();
    }
}
