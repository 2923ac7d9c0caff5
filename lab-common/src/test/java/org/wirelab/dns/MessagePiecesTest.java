package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.TakenApart.Piece;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// A message taken apart.
class MessagePiecesTest {

    @Test
    void whatHasNoOctetIsNoPiece() {
        Message message =
                Message.newQuery(Question.parse("www.example.com", "A").toRecord());
        message.addRecord(new OPTRecord(1232, 0, 0, 0), Section.ADDITIONAL);
        byte[] wire = message.toWire();

        List<Piece> pieces = new MessagePieces(wire).all();

        assertThat(pieces).allMatch(piece -> piece.length() > 0);
        assertThat(pieces.stream().mapToInt(Piece::length).sum()).isEqualTo(wire.length);
        assertThat(pieces.getLast().name()).isEqualTo("RDLENGTH");
    }
}
