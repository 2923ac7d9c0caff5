package org.wirelab.tls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.StreamRange;

/// What ClientHello and ServerHello settled between them.
///
/// @param version the negotiated version, such as `TLS 1.2`
/// @param chosen the suite that ServerHello names
/// @param offered the suites of ClientHello in the client's order, signalling values left out
/// @param strongest the strongest of those by [CipherSuite#STRENGTH]
/// @param strongestTaken whether none of the offered is stronger than the chosen one
/// @param resumed whether an earlier session or a pre-shared key takes the place of the certificate
/// @param group the group of the key agreement where ServerHello names it, as in TLS 1.3; null elsewhere
/// @param from the server's endpoint, whose word it is
/// @param stream the octets of its byte stream that brought ServerHello, null when not known
@Kind("tls.suite")
public record SuiteChosen(
        String version,
        String chosen,
        List<String> offered,
        String strongest,
        boolean strongestTaken,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        boolean resumed,
        @Nullable String group,
        String from,
        @Nullable StreamRange stream)
        implements TlsObservation, Note, Carried {

    public SuiteChosen {
        offered = List.copyOf(offered);
    }

    /// @param offered by the client, signalling values left out
    /// @param sessionId the client's, in hexadecimal
    static SuiteChosen of(
            HandshakeMessage serverHello, CipherSuite chosen, List<CipherSuite> offered, String sessionId) {
        CipherSuite strongest = CipherSuite.strongest(offered).orElse(chosen);
        List<String> extensions = serverHello.list("extensions");
        String group = serverHello.text("key_share_group");
        return new SuiteChosen(
                serverHello.version(),
                chosen.name(),
                offered.stream().map(CipherSuite::name).toList(),
                strongest.name(),
                CipherSuite.STRENGTH.compare(chosen, strongest) >= 0,
                extensions.contains("extended_master_secret"),
                extensions.contains("encrypt_then_mac"),
                resumed(serverHello, chosen, sessionId),
                group.isEmpty() ? null : group,
                serverHello.from(),
                serverHello.stream());
    }

    /// RFC 5246 §7.4.1.3: whoever resumes a session repeats the id that the client sent; TLS 1.3 repeats it always
    /// and says `pre_shared_key` instead (RFC 8446 §4.2.11).
    static boolean resumed(HandshakeMessage serverHello, CipherSuite chosen, String sessionId) {
        return chosen.tls13()
                ? serverHello.list("extensions").contains("pre_shared_key")
                : !sessionId.isEmpty() && serverHello.text("session_id").equals(sessionId);
    }

    /// True for TLS 1.3, where other rules hold for almost everything.
    public boolean tls13() {
        return version.equals("TLS 1.3");
    }

    @Override
    public Object identity() {
        return List.of("SuiteChosen", chosen, offered);
    }

    @Override
    public String title() {
        return version + " · " + chosen;
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        details.add("offered: " + Shown.items(offered));
        details.add(strongestTaken ? "none of them is stronger" : "stronger: " + strongest);
        if (tls13()) {
            details.add("key agreement by " + group);
        } else {
            details.add("extended master secret " + onOrOff(extendedMasterSecret) + ", encrypt-then-MAC "
                    + onOrOff(encryptThenMac));
        }
        if (resumed) {
            details.add("what was before the handshake takes the place of the certificate");
        }
        return details;
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }
}
