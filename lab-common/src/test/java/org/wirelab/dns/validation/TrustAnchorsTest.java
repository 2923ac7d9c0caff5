package org.wirelab.dns.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

class TrustAnchorsTest {

    private static final String KEY = ". 172800 IN DNSKEY 257 3 13 ( mdsswUyr3DPW132mOi8V9xESWE8jTo0d\n"
            + "  xCjjnopKl+GqJxpVXckHAeF+KkxLbxIL\n  fDLUT0rAK9iUzy1L53eKGQ== ) ; key\n";

    @Test
    void bothKeysOfTheRootAreCarried() {
        assertThat(TrustAnchors.ofTheRoot().records())
                .allMatch(record -> record.getName().equals(Name.root))
                .extracting(record -> ((DSRecord) record).getFootprint())
                .containsExactly(20326, 38696);
    }

    @Test
    void keysAndDigestsAreReadOverSeveralLines() throws Exception {
        TrustAnchors anchors = parse("; a comment\n\n" + KEY + "example. IN DS 1 13 2 " + "ab".repeat(32) + "\n");
        assertThat(anchors.records()).hasSize(2).hasAtLeastOneElementOfType(DNSKEYRecord.class);
        assertThat(anchors.covering(Name.fromString("www.example."))).hasSize(1);
        assertThat(anchors.covering(Name.fromString("www.com."))).hasSize(1).hasOnlyElementsOfType(DNSKEYRecord.class);
    }

    @Test
    void noAnchorCoversAnotherTree() throws Exception {
        assertThat(parse("example. IN DS 1 13 2 " + "ab".repeat(32)).covering(Name.fromString("com.")))
                .isEmpty();
    }

    @Test
    void errorsNameTheLine() {
        assertThatThrownBy(() -> parse("; one\n. IN DS 20326 8 2 zz\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("test, line 2: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> parse(". IN A 192.0.2.1"))
                .hasMessage("test, line 1: a A record is no trust anchor (a DS or DNSKEY record is expected)");
        assertThatThrownBy(() -> parse("\n. IN DNSKEY 257 3 13 ( abc")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("no trust anchor");
        assertThatThrownBy(() -> parse("$INCLUDE /etc/passwd\n")).hasMessageContaining("line 1");
    }

    @Property(tries = 300)
    void noTextMakesItThrowAnythingElse(@ForAll String text) {
        try {
            assertThat(parse(text).records()).isNotEmpty();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static TrustAnchors parse(String text) throws IOException {
        return TrustAnchors.parse("test", text.getBytes(StandardCharsets.UTF_8));
    }
}
