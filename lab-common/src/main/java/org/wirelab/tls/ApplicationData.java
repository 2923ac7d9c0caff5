package org.wirelab.tls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Kind;

/// What one record of application data carried, before it was encrypted or after it was opened.
@Kind("tls.application_data")
public record ApplicationData(Direction direction, String from, String to, Bytes bytes)
        implements TlsObservation, Arrow {

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
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head)).toString();
            return '"' + text.strip().replaceAll("\\p{Cntrl}+", " ") + '"' + rest;
        } catch (CharacterCodingException e) {
            return Bytes.of(head) + rest;
        }
    }
}
