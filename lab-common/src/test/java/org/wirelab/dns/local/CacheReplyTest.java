package org.wirelab.dns.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding.Closed;
import org.wirelab.dns.local.CacheFinding.Hit;
import org.wirelab.dns.local.CacheFinding.Miss;

/// What systemd-resolved and Windows say of their caches.
class CacheReplyTest {

    private static final Question WWW = Question.parse("www.naver.com", "A");

    @Test
    void theRequestForbidsEverythingButTheCache() {
        String request = new String(ResolvedProbe.request(WWW), StandardCharsets.UTF_8);
        assertThat(request)
                .isEqualTo("{\"method\":\"io.systemd.Resolve.ResolveHostname\",\"parameters\":"
                        + "{\"name\":\"www.naver.com\",\"family\":2,\"flags\":59648}}\0");
        assertThat(ResolvedProbe.CACHE_ONLY & (1 << 15)).isNotZero();
        assertThat(new String(ResolvedProbe.request(Question.parse("x.example", "MX")), StandardCharsets.UTF_8))
                .contains("ResolveRecord", "\"type\":15");
    }

    @Test
    void anAnswerFromTheCacheIsAHit() {
        assertThat(read("{\"parameters\":{\"addresses\":[{\"ifindex\":2,\"family\":2,\"address\":[192,0,2,1]}],"
                        + "\"name\":\"www.naver.com\",\"flags\":" + (1 | 1 << 20) + "}}"))
                .isEqualTo(new Hit(List.of("192.0.2.1"), "FROM_CACHE"));
    }

    @Test
    void nothingToAnswerFromIsAMiss() {
        assertThat(read("{\"error\":\"io.systemd.Resolve.NoSource\",\"parameters\":{}}"))
                .isEqualTo(new Miss("NoSource"));
        assertThat(read("{\"error\":\"io.systemd.Resolve.NoNameServers\"}")).isInstanceOf(Miss.class);
    }

    @Test
    void aCachedDenialIsAHit() {
        assertThat(read("{\"error\":\"io.systemd.Resolve.DNSError\",\"parameters\":{\"rcode\":3}}"))
                .isEqualTo(new Hit(List.of("NXDOMAIN"), "DNSError"));
    }

    @Test
    void anAnswerFromTheNetworkIsNoProbe() {
        assertThat(read("{\"parameters\":{\"addresses\":[],\"flags\":" + (1 << 23) + "}}"))
                .isInstanceOf(Closed.class);
        assertThat(read("{\"parameters\":{\"addresses\":[],\"flags\":" + (1 << 19) + "}}"))
                .isInstanceOf(Miss.class);
        assertThat(read("{\"error\":\"org.varlink.service.MethodNotFound\"}")).isInstanceOf(Closed.class);
    }

    @Property(tries = 300)
    void noReplyMakesItThrow(@ForAll byte[] reply) {
        assertThat(ResolvedProbe.read(reply)).isNotNull();
    }

    private static final String WINDOWS = """

            Windows IP Configuration

                www.naver.com
                ----------------------------------------
                Record Name . . . . . : www.naver.com
                Record Type . . . . . : 5
                Time To Live  . . . . : 86
                Data Length . . . . . : 8
                Section . . . . . . . : Answer
                CNAME Record  . . . . : www.naver.com.nheos.com


                Record Name . . . . . : www.naver.com.nheos.com
                Record Type . . . . . : 1
                Time To Live  . . . . : 86
                Data Length . . . . . : 4
                Section . . . . . . . : Answer
                A (Host) Record . . . : 223.130.192.248


                nosuch.example
                ----------------------------------------
                Name does not exist.

            """;

    @Test
    void windowsPrintsItsCache() {
        DisplayDns cache = DisplayDns.parse(WINDOWS);
        assertThat(cache.entries()).hasSize(3);
        assertThat(cache.find(WWW)).isEqualTo(new Hit(List.of("www.naver.com.nheos.com"), "ipconfig /displaydns"));
        assertThat(cache.find(Question.parse("WWW.naver.com.nheos.com", "A")))
                .isEqualTo(new Hit(List.of("223.130.192.248"), "ipconfig /displaydns"));
        assertThat(cache.find(Question.parse("nosuch.example", "A"))).isInstanceOf(Hit.class);
        assertThat(cache.find(Question.parse("other.example", "A"))).isInstanceOf(Miss.class);
    }

    @Test
    void theLanguageOfWindowsDoesNotMatter() {
        String korean = WINDOWS.replace("Record Name . . . . .", "데이터 이름 . . . . .")
                .replace("Record Type . . . . .", "데이터 유형 . . . . .");
        assertThat(DisplayDns.parse(korean).entries())
                .isEqualTo(DisplayDns.parse(WINDOWS).entries());
    }

    private static CacheFinding read(String reply) {
        return ResolvedProbe.read(reply.getBytes(StandardCharsets.UTF_8));
    }
}
