package org.wirelab.dns.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.dns.validation.ValidationObservation.ResolverCompared;
import org.wirelab.dns.validation.ValidationObservation.ResolverCompared.Word;
import org.wirelab.trace.Trail.Mark;

/// The resolver's word beside the lab's own validation.
class ResolverComparedTest {

    @ParameterizedTest
    @CsvSource({
        "SECURE, true, NOERROR, FITS, ✓, ad",
        "SECURE, false, NOERROR, SAYS_NOTHING, ·, no_ad_said",
        "SECURE, false, SERVFAIL, CONTRADICTS, ✗, no_ad",
        "INSECURE, false, NOERROR, FITS, ✓, no_ad",
        "INSECURE, true, NOERROR, CONTRADICTS, ✗, ad",
        "INDETERMINATE, false, NOERROR, FITS, ✓, no_ad",
        "INDETERMINATE, true, NOERROR, SAYS_NOTHING, ·, ad_elsewhere",
        "BOGUS, false, SERVFAIL, FITS, ✓, no_ad",
        "BOGUS, false, NOERROR, SAYS_NOTHING, ·, not_checked",
        "BOGUS, true, NOERROR, CONTRADICTS, ✗, ad",
    })
    void onlyWhatARespectableResolverWouldNotSayContradicts(
            SecurityStatus status, boolean ad, String rcode, Word word, String sign, String key) {
        ResolverCompared compared = new ResolverCompared("www.secure.example.", "A", ad, rcode, status);

        assertThat(compared.word()).isEqualTo(word);
        assertThat(compared.mark()).isInstanceOfSatisfying(Mark.End.class, end -> {
            assertThat(end.good()).isEqualTo(word != Word.CONTRADICTS);
            assertThat(end.words().key()).isEqualTo("dnssec.tree." + key);
            assertThat(end.words().arguments()).startsWith(sign, rcode);
        });
        assertThat(compared.details().getFirst().startsWith("but ")).isEqualTo(word == Word.CONTRADICTS);
    }
}
