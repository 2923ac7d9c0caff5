package org.wirelab.capture;

import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// Why the wire is captured in one way or another, or not at all.
///
/// @param detail what the text names: the interface, or what the system said
public record CaptureReason(Why why, String detail) {
    /// The reasons, each with a text `capture.…` of its own.
    public enum Why {
        PRIVATE_NETWORK("private"),
        TCPDUMP_MAY("tcpdump"),
        DUMPCAP_MAY("dumpcap"),
        TURNED_OFF("off"),
        PROGRAM_MISSING("missing"),
        NO_SUCH_INTERFACE("interface"),
        NOT_PERMITTED("permission"),
        BAD_FILTER("filter"),
        LINK_TYPE("link"),
        FAILED("failed");

        private final String key;

        Why(String key) {
            this.key = key;
        }
    }

    /// The key of its text, which has one place, for [#detail()].
    public String key() {
        return "capture." + why.key;
    }

    /// One line in the language of the texts.
    public String in(Texts texts) {
        return texts.format(key(), detail);
    }

    @Override
    public String toString() {
        return in(Texts.in(Language.EN));
    }
}
