package org.wirelab.client.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.PacketMatch;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.VantageObservation;
import picocli.CommandLine;

class PathTest {
    private static final int PATIENCE_MILLIS = 10_000;

    /// Datagrams of one letter; the second is lost at its first sending.
    private static final LinkChoice LINK = new LinkChoice(10_000_000, Duration.ofMillis(2), 50, 0, List.of(2L), 0, 1);

    @Test
    void aRelayCarriesAndLosesAsTheLinkIsSet() throws Exception {
        assertCarriesAndLoses("--network=host", "--capture=off");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hostsOfItsOwnCarryAndLoseAsTheLinkIsSetAndTheWireIsSeenAtBothEnds() throws Exception {
        PrivateJvm.run(OnHosts.class);
    }

    static final class OnHosts implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            List<Entry> entries = assertCarriesAndLoses("--network=private");
            assertThat(seen(entries, Side.CLIENT)).containsSubsequence("a →", "b →", "b →");
            assertThat(seen(entries, Side.CLIENT))
                    .containsSubsequence("a ←", "b ←")
                    .hasSize(5);
            assertThat(seen(entries, Side.SERVER)).containsSubsequence("a →", "b →");
            assertThat(seen(entries, Side.SERVER))
                    .containsSubsequence("a ←", "b ←")
                    .hasSize(4);
        }

        private static List<String> seen(List<Entry> entries, Side side) {
            return entries.stream()
                    .filter(entry -> entry.vantage().source() == Source.CAPTURE
                            && entry.vantage().side() == side)
                    .filter(entry -> entry.observation() instanceof RunObservation.Named)
                    .map(entry -> ((RunObservation.Named) entry.observation()).name())
                    .toList();
        }
    }

    /// Sends a, b and once more b, and has a and b come back.
    private static List<Entry> assertCarriesAndLoses(String... arguments) throws Exception {
        List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
        Conversation conversation;
        CommonOptions options = new CommonOptions();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(with(arguments, "--no-save", "-q"));
        try (ClientRun run = ClientRun.open("test", options, List.of())) {
            run.trace().listen(entries::add);
            try (Path path = Path.open(run, options, LINK.network(PathTest::numbered), PathTest::read);
                    DatagramSocket server = path.atServer(() -> new DatagramSocket(path.serverEnd(7002)))) {
                InetSocketAddress target = path.serves((InetSocketAddress) server.getLocalSocketAddress());
                try (DatagramSocket client = path.atClient(() -> new DatagramSocket(path.clientEnd(40000)))) {
                    conversation = path.conversation((InetSocketAddress) client.getLocalSocketAddress());
                    server.setSoTimeout(PATIENCE_MILLIS);
                    client.setSoTimeout(PATIENCE_MILLIS);
                    for (String letter : List.of("a", "b", "b")) {
                        client.send(packet(letter, target));
                    }
                    for (String letter : List.of("a", "b")) {
                        DatagramPacket arrived = receive(server);
                        assertThat(text(arrived)).isEqualTo(letter);
                        assertThat(path.clientBehind((InetSocketAddress) arrived.getSocketAddress()))
                                .isEqualTo(client.getLocalSocketAddress());
                        server.send(packet(letter, (InetSocketAddress) arrived.getSocketAddress()));
                        assertThat(text(receive(client))).isEqualTo(letter);
                    }
                }
                path.endWatching();
            }
            assertThat(run.finish()).isZero();
        }
        assertThat(of(entries, LinkObservation.Dropped.class)).singleElement().satisfies(entry -> {
            assertThat(entry.conversation()).isEqualTo(conversation);
            assertThat(((LinkObservation.Dropped) entry.observation()).rule()).isEqualTo("drop 2");
        });
        assertThat(of(entries, LinkObservation.Ended.class)).hasSize(2);
        assertThat(entries)
                .filteredOn(link().and(entry -> entry.observation() instanceof VantageObservation.Closed))
                .singleElement()
                .satisfies(entry -> assertThat(((VantageObservation.Closed) entry.observation()).dropped())
                        .isZero());
        return entries;
    }

    private static Predicate<Entry> link() {
        return entry -> entry.vantage().source() == Source.LINK;
    }

    private static List<Entry> of(List<Entry> entries, Class<?> type) {
        return entries.stream()
                .filter(entry -> type.isInstance(entry.observation()))
                .toList();
    }

    /// The second letter of the alphabet is the second frame.
    private static PacketMatch numbered(long number) {
        return PacketMatch.datagram("letter " + number, 0, new byte[] {(byte) ('a' + number - 1)});
    }

    /// What a capture saw, as an observation that is at hand: which letter, and which way.
    private static Optional<RunObservation> read(PacketReader.Passing passing) {
        String letter = new String(passing.transport().payload().toArray(), StandardCharsets.US_ASCII);
        boolean there = passing.conversation().beganAt(passing.src());
        return Optional.of(new RunObservation.Named("", letter + (there ? " →" : " ←")));
    }

    private static DatagramPacket packet(String text, InetSocketAddress to) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new DatagramPacket(bytes, bytes.length, to);
    }

    private static DatagramPacket receive(DatagramSocket at) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
