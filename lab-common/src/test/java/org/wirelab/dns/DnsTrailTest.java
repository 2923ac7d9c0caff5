package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.dns.walk.Move;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// Whatever a lookup shows has its words in the tree, in every language.
class DnsTrailTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void everythingThatCanComeBackBeBelievedOrFailHasItsWords(Language language) {
        List<String> keys = Stream.of(
                        keys("dns.tree.came.", Classification.values()),
                        keys("dns.rule.", TrustRule.values()),
                        keys("dns.origin.", AddressOrigin.values()),
                        keys("dns.limit.", FailureReason.values()),
                        keys("dns.reason.", FailureReason.values()),
                        keys("dns.mismatch.", Mismatch.values()),
                        keys("dns.status.", Move.Answered.Kind.values()),
                        keys("dns.said.", Move.Answered.Kind.values()),
                        Stream.of(FailureReason.values()).map(reason -> "dns.said." + reason.status()),
                        Stream.of("zone_cut", "answer", "alias", "nodata", "nxdomain", "failure")
                                .map(what -> "dns.tree.memory." + what),
                        Stream.of("more_time", "over_tcp", "without_edns", "with_its_cookie")
                                .map(how -> "dns.again." + how),
                        Stream.of("sibling_glue", "child_side").map(why -> "dns.tree.rechecked." + why),
                        Stream.of("timeout", "unreachable", "malformed").map(cause -> "dns.tree.silence." + cause))
                .flatMap(all -> all)
                .toList();
        assertThat(Texts.in(language).keys()).containsAll(keys);
    }

    private static Stream<String> keys(String begin, Enum<?>... values) {
        return Stream.of(values).map(value -> begin + value.name().toLowerCase(Locale.ROOT));
    }
}
