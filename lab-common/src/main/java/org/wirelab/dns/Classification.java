package org.wirelab.dns;

import java.util.Locale;

/// What a response is, in one word, seen from the zone whose server was asked.
public enum Classification {
    /// The records that were asked for, by a server with authority over the name.
    ANSWER,
    /// An alias: the lookup starts again with the canonical name.
    CNAME,
    /// An alias of the whole subtree (RFC 6672): the lookup starts again with the name that it gives.
    DNAME,
    /// Directions: the servers of a zone that is nearer to the name.
    REFERRAL,
    /// The name exists and has no records of this type (RFC 2308).
    NODATA,
    /// The name does not exist, and nothing below it (RFC 8020).
    NXDOMAIN,
    /// The server refuses to answer for a zone that was delegated to it.
    LAME_REFUSED,
    /// The server sends back up, to the root or another zone above.
    LAME_UPWARD,
    /// The server sends to the servers of the same zone, or of one that does not lead to the name.
    LAME_SIDEWAYS,
    /// The server answers without authority over the zone that was delegated to it.
    LAME_NOT_AA,
    /// The server answers as a resolver would, without authority of its own.
    LAME_RA_NO_AA,
    /// The server failed.
    SERVFAIL,
    /// The server did not understand the query; many old ones say so to EDNS.
    FORMERR,
    /// The server does not do this kind of query.
    NOTIMP,
    /// The response did not fit: TC is set, and the query is to be repeated over TCP.
    TRUNCATED,
    /// A response code that this walk has no use for.
    OTHER_ERROR;

    /// True for a server that does not serve the zone it was asked for.
    public boolean lame() {
        return switch (this) {
            case LAME_REFUSED, LAME_UPWARD, LAME_SIDEWAYS, LAME_NOT_AA, LAME_RA_NO_AA -> true;
            case ANSWER, CNAME, DNAME, REFERRAL, NODATA, NXDOMAIN, SERVFAIL, FORMERR, NOTIMP, TRUNCATED, OTHER_ERROR ->
                false;
        };
    }

    /// What it is called where people read it: in words, where the field has no name for it.
    public String term() {
        return switch (this) {
            case LAME_REFUSED -> "lame, refuses";
            case LAME_UPWARD -> "lame, sends back up";
            case LAME_SIDEWAYS -> "lame, sends to servers that lead no nearer";
            case LAME_NOT_AA -> "lame, answers without authority";
            case LAME_RA_NO_AA -> "lame, answers as a resolver without authority";
            case OTHER_ERROR -> "an error that helps nobody";
            case ANSWER, CNAME, DNAME, REFERRAL, NODATA, NXDOMAIN, SERVFAIL, FORMERR, NOTIMP, TRUNCATED -> name();
        };
    }

    /// The name in the JSON lines and the last part of text keys: `lame_upward`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
