package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.Bytes;

/// The body of a ClientHello or ServerHello (RFC 5246 §7.4.1), cut at the places where a man in the middle would cut.
///
/// @param head version, random and session id
/// @param suites one or several cipher suites, two octets each
/// @param middle the compression methods, or the one chosen
/// @param extensions type, length and content of each
record Hello(Bytes head, Bytes suites, Bytes middle, List<Bytes> extensions) {

    private static final int VERSION_AND_RANDOM = 34;

    /// RFC 8446 §4.2.1.
    static final int SUPPORTED_VERSIONS = 43;

    Hello {
        extensions = List.copyOf(extensions);
    }

    /// A whole ClientHello.
    static Hello ofClient(Bytes body) {
        int suites = VERSION_AND_RANDOM + 1 + body.at(VERSION_AND_RANDOM);
        int methods = suites + 2 + number(body, suites);
        int extensions = methods + 1 + body.at(methods);
        return new Hello(
                body.slice(0, suites),
                body.slice(suites + 2, methods),
                body.slice(methods, extensions),
                extensionsOf(body, extensions));
    }

    /// A whole ServerHello.
    static Hello ofServer(Bytes body) {
        int suite = VERSION_AND_RANDOM + 1 + body.at(VERSION_AND_RANDOM);
        return new Hello(
                body.slice(0, suite),
                body.slice(suite, suite + 2),
                body.slice(suite + 2, suite + 3),
                extensionsOf(body, suite + 3));
    }

    /// The same with other suites.
    Hello with(Bytes others) {
        return new Hello(head, others, middle, extensions);
    }

    /// The same without this extension.
    Hello without(int extension) {
        return new Hello(
                head,
                suites,
                middle,
                extensions.stream().filter(each -> number(each, 0) != extension).toList());
    }

    /// As the body of a ClientHello.
    Bytes ofClient() {
        return head.plus(number(suites.length())).plus(suites).plus(middle).plus(extensionBytes());
    }

    /// As the body of a ServerHello.
    Bytes ofServer() {
        return head.plus(suites).plus(middle).plus(extensionBytes());
    }

    private Bytes extensionBytes() {
        Bytes all = Bytes.EMPTY;
        for (Bytes extension : extensions) {
            all = all.plus(extension);
        }
        return extensions.isEmpty() ? all : number(all.length()).plus(all);
    }

    private static List<Bytes> extensionsOf(Bytes body, int at) {
        List<Bytes> extensions = new ArrayList<>();
        int next = at + 2;
        while (next + 4 <= body.length()) {
            int end = next + 4 + number(body, next + 2);
            extensions.add(body.slice(next, end));
            next = end;
        }
        return extensions;
    }

    /// Two octets as a number.
    static int number(Bytes bytes, int at) {
        return bytes.at(at) << 8 | bytes.at(at + 1);
    }

    /// A number as two octets.
    static Bytes number(int value) {
        return Bytes.of(new byte[] {(byte) (value >> 8), (byte) value});
    }
}
