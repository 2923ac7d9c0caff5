package org.wirelab.wire;

/// What the bytes of a captured frame begin with, by its LINKTYPE number (tcpdump.org/linktypes.html).
public record LinkType(int number) {
    public static final LinkType NULL = new LinkType(0);
    public static final LinkType ETHERNET = new LinkType(1);
    public static final LinkType PPP = new LinkType(9);
    public static final LinkType PPP_HDLC = new LinkType(50);
    public static final LinkType RAW = new LinkType(101);
    public static final LinkType LOOP = new LinkType(108);
    public static final LinkType LINUX_SLL = new LinkType(113);
    public static final LinkType IPV4 = new LinkType(228);
    public static final LinkType IPV6 = new LinkType(229);
    public static final LinkType LINUX_SLL2 = new LinkType(276);

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "NULL";
            case 1 -> "ETHERNET";
            case 9 -> "PPP";
            case 50 -> "PPP_HDLC";
            case 101 -> "RAW";
            case 108 -> "LOOP";
            case 113 -> "LINUX_SLL";
            case 228 -> "IPV4";
            case 229 -> "IPV6";
            case 276 -> "LINUX_SLL2";
            default -> "LINKTYPE " + number;
        };
    }
}
