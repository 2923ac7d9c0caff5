package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Records as text.
class RecordTextTest {

    @ParameterizedTest
    @CsvSource({
        "20010500001200000000000000000d0d, 2001:500:12::d0d",
        "00000000000000000000ffffc0000201, ::ffff:192.0.2.1",
        "00000000000000000000000000000000, ::",
    })
    void theAddressOfAnAaaaRecordIsAsShortAsItCanBe(String octets, String text) {
        byte[] data = HexFormat.of().parseHex(octets);
        Record record =
                Record.newRecord(Name.fromConstantString("d.root-servers.net."), Type.AAAA, DClass.IN, 60, data);

        assertThat(RecordText.of(record)).isEqualTo("d.root-servers.net. 60 IN AAAA " + text);
        assertThat(new RecordData(data, 0, data.length).inWords(Type.AAAA)).isEqualTo(text);
    }
}
