package org.wirelab.client.dns.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.dns.DnsFlows;
import org.wirelab.dns.DnsObservation.LocalCache;
import org.wirelab.dns.LocalObservation.CacheProbed;
import org.wirelab.dns.LocalObservation.NameServices;
import org.wirelab.dns.LocalObservation.StubConfigured;
import org.wirelab.dns.Question;
import org.wirelab.flow.Judge;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// The steps on this host, with a systemd-resolved of the test's own at the other end of the socket.
@Timeout(60)
class LocalStepsTest {

    private static final Question WWW = Question.parse("www.naver.com", "A");
    private static final String IN_CACHE = "{\"parameters\":{\"addresses\":[{\"family\":2,\"address\":[192,0,2,1]}],"
            + "\"name\":\"www.naver.com\",\"flags\":" + (1 | 1 << 20) + "}}\0";
    private static final String NOT_IN_CACHE = "{\"error\":\"io.systemd.Resolve.NoSource\"}\0";

    private static final Conversation LOOKUP = new Conversation("lookup");
    private long number;

    @TempDir
    private Path folder;

    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void aNameInTheCacheConfirmsTheFirstSentence() throws Exception {
        take("resolve [!UNAVAIL=return] files dns", "127.0.0.53", IN_CACHE);
        assertThat(asked).singleElement().asString().contains("\"flags\":59648");
        assertThat(the(CacheProbed.class).answers()).containsExactly("192.0.2.1");
        assertThat(the(LocalCache.class).hit()).isTrue();
        assertThat(the(NameServices.class).conditions()).hasSize(1);
        assertThat(verdict("dns.1")).isEqualTo("confirmed");
    }

    @Test
    void aNameThatIsNotThereConfirmsThatItWasLookedFor() throws Exception {
        take("resolve files", "127.0.0.53", NOT_IN_CACHE);
        assertThat(the(LocalCache.class).hit()).isFalse();
        assertThat(verdict("dns.1")).isEqualTo("confirmed");
    }

    @Test
    void aCacheBehindTheResolverDiffers() throws Exception {
        take("files dns", "127.0.0.53", NOT_IN_CACHE);
        assertThat(verdict("dns.1")).isEqualTo("differs");
    }

    @Test
    void aCacheThatNobodyIsLedToDiffers() throws Exception {
        take("files dns", "192.0.2.53", IN_CACHE);
        assertThat(verdict("dns.1")).isEqualTo("differs");
    }

    @Test
    void aServerThatSaysNothingLeavesTheCacheUnobservable() throws Exception {
        take("resolve files", "127.0.0.53", "");
        assertThat(the(CacheProbed.class).outcome()).isEqualTo("closed");
        assertThat(verdict("dns.1")).isEqualTo("unobservable");
    }

    @Test
    void whatAStubWouldAskIsToldInItsOrder() throws Exception {
        take("files dns", "192.0.2.53\nsearch lab.example\noptions ndots:3", IN_CACHE);
        assertThat(the(StubConfigured.class).candidates())
                .containsExactly("www.naver.com.lab.example.", "www.naver.com.");
    }

    @Test
    void nscdIsNeverAsked() {
        Optional<Path> sign = Optional.of(folder);
        ClosedCache nscd = new ClosedCache("nscd", sign, "why");
        new LocalSteps(folder, folder, folder, List.of(nscd)).take(WWW, seen::add);
        assertThat(the(CacheProbed.class).how()).isEqualTo("why");
        assertThat(verdict("dns.1")).isEqualTo("unobservable");
    }

    private void take(String services, String nameserver, String reply) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        Path nsswitch = Files.writeString(folder.resolve("nsswitch"), "hosts: " + services + "\n");
        Path resolv = Files.writeString(folder.resolve("resolv"), "nameserver " + nameserver + "\n");
        Path socket = folder.resolve("varlink");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread resolved = Thread.startVirtualThread(() -> answer(server, reply));
            new LocalSteps(hosts, nsswitch, resolv, List.of(new ResolvedCache(socket))).take(WWW, seen::add);
            resolved.join();
        }
    }

    private void answer(ServerSocketChannel server, String reply) {
        try (SocketChannel client = server.accept()) {
            ByteBuffer request = ByteBuffer.allocate(4096);
            client.read(request);
            asked.add(new String(request.array(), 0, request.position(), StandardCharsets.UTF_8));
            // in two pieces: a stream has no messages
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            client.write(ByteBuffer.wrap(bytes, 0, bytes.length / 2));
            client.write(ByteBuffer.wrap(bytes, bytes.length / 2, bytes.length - bytes.length / 2));
        } catch (IOException e) {
            asked.add(e.toString());
        }
    }

    private <T> T the(Class<T> type) {
        return seen.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private String verdict(String step) {
        Judge judge = new Judge(DnsFlows.BY_RESOLVER, LOOKUP);
        entry(judge, new VantageObservation.Opened(""));
        seen.forEach(observation -> entry(judge, observation));
        entry(judge, new VantageObservation.Closed("", 0));
        judge.close();
        return judge.findings().stream()
                .filter(finding -> finding.step().equals(step))
                .map(finding -> finding.verdict().label())
                .findFirst()
                .orElseThrow();
    }

    private void entry(Judge judge, Observation observation) {
        number++;
        Vantage host = new Vantage(Source.OS, Side.CLIENT);
        judge.on(new Entry(number, number, TimeSource.PROCESS, host, LOOKUP, observation));
    }
}
