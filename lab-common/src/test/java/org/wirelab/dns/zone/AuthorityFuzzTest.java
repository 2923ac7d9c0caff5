package org.wirelab.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Responses;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.walk.Script;
import org.xbill.DNS.Flags;

/// Whatever bytes come as a query: a response, if there is one, is small over UDP, has the query's id, claims no
/// recursion, and is itself no occasion for another.
class AuthorityFuzzTest {

    private static final Authority SERVER = new Authority(java.util.List.of(Script.zone("example.com.", """
            @ NS ns
            ns A 192.0.2.1
            *.wild CNAME www
            moved DNAME example.com.
            sub NS ns.sub
            ns.sub A 192.0.2.2
            """)));

    @FuzzTest(maxDuration = "1m")
    void noQueryBreaksTheServer(byte[] query) {
        for (DnsTransport transport : new DnsTransport[] {DnsTransport.UDP, DnsTransport.TCP}) {
            SERVER.respond(query, transport).ifPresent(response -> {
                assertThat(WireMessage.idOf(response)).isEqualTo(WireMessage.idOf(query));
                if (transport == DnsTransport.UDP) {
                    assertThat(response).hasSizeLessThanOrEqualTo(Responses.LARGEST_UDP);
                }
                assertThat(WireMessage.read(response)).isInstanceOfSatisfying(WireMessage.Whole.class, whole -> {
                    assertThat(whole.message().getHeader().getFlag(Flags.QR)).isTrue();
                    assertThat(whole.message().getHeader().getFlag(Flags.RA)).isFalse();
                });
                assertThat(SERVER.respond(response, transport)).isEmpty();
            });
        }
        Authority.truncated(query)
                .ifPresent(response -> assertThat(response.length).isLessThanOrEqualTo(query.length));
    }
}
