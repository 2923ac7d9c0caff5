package org.wirelab.dns;

import java.util.Locale;

/// Why a record of a response is believed, or is not (RFC 2181 §5.4.1, RFC 5452 §6).
public enum TrustRule {
    /// It is what was asked for, from a server of the name's own zone.
    ANSWERS_THE_QUESTION(true, "RFC 1034 §5.3.3"),
    /// It makes the name an alias.
    ALIAS(true, "RFC 1034 §3.6.2"),
    /// It continues an alias of the same zone.
    FOLLOWS_THE_ALIAS(true, "RFC 1034 §4.3.2"),
    /// It names a server of the zone that is nearer to the name.
    DELEGATION(true, "RFC 1034 §4.2.1"),
    /// It names a server of the zone, by the zone's own word: kept beside what its parent says.
    NAMES_ITS_OWN_SERVER(true, "RFC 2181 §5.4.1"),
    /// It is the address of a server whose name lies in the delegated zone itself.
    IN_DOMAIN_GLUE(true, "RFC 9471 §2.1"),
    /// It is the address of a server whose name lies beside the delegated zone, below the same parent.
    SIBLING_GLUE(true, "RFC 9471 §2.2"),
    /// It is the address of a root server, from a root server.
    ROOT_ADDRESS(true, "RFC 9609 §4"),
    /// It says which zone denies, and for how long.
    DENIES(true, "RFC 2308 §3"),
    /// It signs records that are believed.
    SIGNS(true, "RFC 4035 §3.1.1"),
    /// It proves that what was asked for does not exist, or that only a wildcard matches it.
    PROVES_ABSENCE(true, "RFC 4035 §3.1.3"),
    /// It says with which key the delegated zone is signed, or proves that it is not.
    SECURES_THE_DELEGATION(true, "RFC 4035 §3.1.4"),
    /// Its owner lies outside the zone that was asked: this server has no say over it.
    OUTSIDE_THE_ZONE(false, "RFC 5452 §6"),
    /// It is the address of a server outside the zone that was asked, so it is looked up instead.
    GLUE_FROM_OUTSIDE(false, "RFC 5452 §6"),
    /// It is additional data for nobody that this response names.
    UNRELATED(false, "RFC 2181 §5.4.1"),
    /// It stands in the answer and answers another question.
    NOT_ASKED_FOR(false, "RFC 5452 §6"),
    /// It is true and of no use to this lookup.
    NOT_NEEDED(true, "RFC 2181 §5.4.1"),
    /// Nothing of a response that helps nobody is believed.
    REPLY_NOT_USED(false, "RFC 1034 §5.3.3");

    private final boolean accepts;
    private final String reference;

    TrustRule(boolean accepts, String reference) {
        this.accepts = accepts;
        this.reference = reference;
    }

    /// True for a rule by which a record is believed.
    public boolean accepts() {
        return accepts;
    }

    /// In words: `outside the zone`.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Where the rule stands.
    public String reference() {
        return reference;
    }
}
