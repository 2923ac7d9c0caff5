package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.KeySchedule;
import org.wirelab.tls.scenario.WireRecord.Message;

/// What men in the middle of the scenarios do, each to one record.
public final class Scripts {

    private Scripts() {}

    /// Flips one bit in the middle of the first protected record of application data on its way to this end.
    public static Script flipBit(Role towards) {
        return once(towards, WireRecord.APPLICATION_DATA, Scripts::flipped);
    }

    /// Lets the first record of application data arrive twice.
    public static Script replay(Role towards) {
        return once(towards, WireRecord.APPLICATION_DATA, _ -> new Fate.Replay());
    }

    /// Lets the first record of application data pass, keeps the second back, and ends the stream to this end
    /// when the third comes, which is the sender's close_notify.
    public static Script cut(Role towards) {
        return new Script() {
            private int records;

            @Override
            public Fate fate(WireRecord next) {
                if (next.towards() != towards) {
                    return Fate.PASS;
                }
                records++;
                return switch (records) {
                    case 1 -> Fate.PASS;
                    case 2 -> new Fate.Drop();
                    default -> new Fate.Cut();
                };
            }
        };
    }

    /// Writes another key of the same size into the certificate that passes on its way to this end.
    ///
    /// @param key SubjectPublicKeyInfo in DER, as it stands in the certificate
    /// @param other what is to stand there instead
    public static Script replaceKey(Role towards, Bytes key, Bytes other) {
        return alterMessage(towards, HandshakeTypes.CERTIFICATE, body -> {
            int at = body.indexOf(key);
            return new Altered(
                    body.slice(0, at).plus(other).plus(body.slice(at + key.length(), body.length())),
                    "subjectPublicKey",
                    digest(key),
                    digest(other));
        });
    }

    /// Leaves the last of the offered suites in ClientHello and takes all others out; the signalling value stays.
    public static Script stripSuites() {
        return alterMessage(Role.SERVER, HandshakeTypes.CLIENT_HELLO, body -> {
            Hello hello = Hello.ofClient(body);
            List<CipherSuite> suites = new ArrayList<>();
            for (int at = 0; at < hello.suites().length(); at += 2) {
                suites.add(CipherSuite.of(Hello.number(hello.suites(), at)));
            }
            List<CipherSuite> offered =
                    suites.stream().filter(suite -> !suite.signalling()).toList();
            Bytes left = Bytes.EMPTY;
            for (CipherSuite suite : suites) {
                if (suite.signalling() || suite.equals(offered.getLast())) {
                    left = left.plus(Hello.number(suite.id()));
                }
            }
            return new Altered(
                    hello.with(left).ofClient(),
                    "cipher_suites",
                    String.join(" ", offered.stream().map(CipherSuite::name).toList()),
                    offered.getLast().name());
        });
    }

    /// Puts another suite in the place of the one that ServerHello names.
    public static Script replaceSuite(CipherSuite other) {
        return alterMessage(Role.CLIENT, HandshakeTypes.SERVER_HELLO, body -> {
            Hello hello = Hello.ofServer(body);
            return new Altered(
                    hello.with(Hello.number(other.id())).ofServer(),
                    "cipher_suite",
                    CipherSuite.of(Hello.number(hello.suites(), 0)).name(),
                    other.name());
        });
    }

    /// Takes out of ClientHello that the client speaks TLS 1.3.
    public static Script stripVersions() {
        return alterMessage(
                Role.SERVER,
                HandshakeTypes.CLIENT_HELLO,
                body -> new Altered(
                        Hello.ofClient(body).without(Hello.SUPPORTED_VERSIONS).ofClient(),
                        "supported_versions",
                        "TLS 1.3, TLS 1.2",
                        "no such extension"));
    }

    /// What one does to the first record of a kind.
    private interface Deed {
        Fate on(WireRecord record);
    }

    private static Script once(Role towards, int type, Deed deed) {
        return new Script() {
            private boolean done;

            @Override
            public Fate fate(WireRecord next) {
                if (done || next.towards() != towards || next.type() != type) {
                    return Fate.PASS;
                }
                done = true;
                return deed.on(next);
            }
        };
    }

    private static Fate flipped(WireRecord record) {
        byte[] octets = record.octets().toArray();
        int at = WireRecord.HEADER + record.fragment().length() / 2;
        String before = hex(octets[at]);
        octets[at] ^= 1;
        return new Fate.Alter(Bytes.of(octets), "bit 0 of octet " + (at - WireRecord.HEADER), before, hex(octets[at]));
    }

    /// Changes the body of the first message of this type on its way to this end.
    static Script alterMessage(Role towards, int type, Alteration alteration) {
        return new Script() {
            private boolean done;

            @Override
            public Fate fate(WireRecord next) {
                if (done || next.towards() != towards) {
                    return Fate.PASS;
                }
                for (Message message : next.messages()) {
                    if (message.type() == type) {
                        done = true;
                        Altered altered = alteration.of(message.body());
                        return new Fate.Alter(
                                next.with(message, Message.of(type, altered.body())),
                                altered.what(),
                                altered.before(),
                                altered.after());
                    }
                }
                return Fate.PASS;
            }
        };
    }

    /// What a message's body becomes.
    interface Alteration {
        Altered of(Bytes body);
    }

    /// A changed body.
    record Altered(Bytes body, String what, String before, String after) {}

    private static String digest(Bytes bytes) {
        return bytes.length() + " bytes, SHA-256 " + new KeySchedule("SHA-256").digest(bytes);
    }

    private static String hex(byte octet) {
        return HexFormat.of().toHexDigits(octet);
    }
}
