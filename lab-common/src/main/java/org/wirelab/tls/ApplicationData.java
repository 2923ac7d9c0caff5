package org.wirelab.tls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Kind;
import org.wirelab.trace.StreamRange;

/// What one record of application data carried, before it was encrypted or after it was opened.
///
/// @param stream the octets of the sender's byte stream that the record takes up, null when not known
@Kind("tls.application_data")
public record ApplicationData(
        Direction direction,
        String from,
        String to,
        Bytes bytes,
        @Nullable StreamRange stream) implements TlsObservation, Arrow, Carried {

    @Override
    public Object identity() {
        return List.of("ApplicationData", from, bytes);
    }

    @Override
    public String label() {
        return "application data";
    }

    @Override
    public List<String> details() {
        return List.of(quoted(), bytes.length() + " bytes");
    }

    private String quoted() {
        byte[] head = bytes.slice(0, Math.min(bytes.length(), 60)).toArray();
        String rest = bytes.length() > head.length ? "…" : "";
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(head))
                    .toString();
            return '"' + text.strip().replaceAll("\\p{Cntrl}+", " ") + '"' + rest;
        } catch (CharacterCodingException e) {
            return Bytes.of(head) + rest;
        }
    }
}
