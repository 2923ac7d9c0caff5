package org.wirelab.dns;

import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What HTTP adds to a query inside it (RFC 8484).
///
/// @param version as ALPN settled it: `h2`, `http/1.1`
/// @param method `GET` or `POST`
/// @param contentType of the response
/// @param bytes of its content
@Kind("dns.http")
public record HttpExchanged(String version, String method, String path, int status, String contentType, int bytes)
        implements DnsObservation, Note {
    @Override
    public String title() {
        return version + " " + method + " " + path + ": " + status;
    }

    @Override
    public List<String> details() {
        return List.of(contentType + ", " + bytes + " bytes");
    }
}
