package org.wirelab.wire;

/// A control bit of the TCP header, the lowest first (RFC 9293 §3.1; CWR and ECE RFC 3168 §6.1).
public enum TcpFlag {
    FIN,
    SYN,
    RST,
    PSH,
    ACK,
    URG,
    ECE,
    CWR;

    /// Its place in the header's byte of control bits.
    public int bit() {
        return 1 << ordinal();
    }
}
