package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Side;
import org.wirelab.trace.StreamRange;

/// Which octets of a byte stream carried what the engines tell of.
class MessagePlacesTest {

    private static final int HEADER = 5;

    @Test
    void everyMessageLiesInARecordOfItsSendersStream() {
        List<byte[]> up = new ArrayList<>();
        HandshakePair pair =
                HandshakePair.documented().tampering(noting(up)).run().exchange("ping", "pong");
        assertThat(pair.told(Side.CLIENT, Carried.class))
                .filteredOn(carried -> carried.from().equals("127.0.0.1:40000"))
                .extracting(Carried::stream)
                .doesNotContainNull()
                .allSatisfy(range -> assertThat(recordsOf(up)).contains(range));
    }

    @Test
    void bothSidesSeeTheSamePlacesHoweverTheOctetsArrive() {
        for (int piece : List.of(1, 7, 1000)) {
            HandshakePair pair = HandshakePair.documented().inPiecesOf(piece).run();
            pair.exchange("ping", "pong").closedByClient();
            assertThat(pair.clientFailure).isNull();
            assertThat(places(pair, Side.SERVER, ""))
                    .as("in pieces of %d", piece)
                    .hasSizeGreaterThanOrEqualTo(14)
                    .containsAllEntriesOf(places(pair, Side.CLIENT, ""));
        }
    }

    @Test
    void theFinishedThatWasCheckedLiesWhereItsMessageDoes() {
        HandshakePair pair = HandshakePair.documented().run();
        for (Side side : List.of(Side.CLIENT, Side.SERVER)) {
            List<StreamRange> messages = pair.told(side, HandshakeMessage.class).stream()
                    .filter(message -> message.is("Finished"))
                    .map(HandshakeMessage::stream)
                    .toList();
            assertThat(pair.told(side, FinishedChecked.class))
                    .extracting(FinishedChecked::stream)
                    .hasSize(2)
                    .isEqualTo(messages);
        }
    }

    @Test
    void twoMessagesInOneRecordLieInTheSamePlace() {
        HandshakePair pair = HandshakePair.documented()
                .tamperingWithTheServers(flight -> flight[HEADER] == 2 ? record(contents(flight)) : flight)
                .run();
        assertThat(pair.clientFailure).isNull();
        Map<String, StreamRange> places = places(pair, Side.CLIENT, "127.0.0.1:7443");
        assertThat(places.get("ServerHello"))
                .isEqualTo(places.get("Certificate"))
                .isEqualTo(places.get("ServerHelloDone"));
        assertThat(places.get("ServerHello").first()).isEqualTo(1);
        assertThat(places.get("ChangeCipherSpec").first())
                .isEqualTo(places.get("ServerHello").last() + 1);
    }

    @Test
    void aMessageOverTwoRecordsLiesInTheSecond() {
        HandshakePair pair = HandshakePair.documented()
                .tampering(flight -> flight[HEADER] == 1 ? inTwo(contents(flight)) : flight)
                .run();
        assertThat(pair.serverFailure).isNull();
        StreamRange hello = Objects.requireNonNull(pair.told(Side.SERVER, HandshakeMessage.class).getFirst().stream());
        assertThat(hello.first()).isEqualTo(HEADER + 10 + 1);
        assertThat(hello.last())
                .isEqualTo(HEADER
                        + Objects.requireNonNull(pair.told(Side.CLIENT, HandshakeMessage.class).getFirst().stream())
                                .last());
    }

    @Test
    void anAlertThatEndsTheHandshakeHasItsPlaceToo() {
        HandshakePair pair = HandshakePair.of(
                        client -> client.offering(Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA")),
                        server -> server.accepting(Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA256")))
                .run();
        assertThat(pair.told(Side.CLIENT, Alert.class).getFirst().stream()).isEqualTo(new StreamRange(1, 7));
        assertThat(pair.told(Side.SERVER, Alert.class).getFirst().stream()).isEqualTo(new StreamRange(1, 7));
    }

    private static Map<String, StreamRange> places(HandshakePair pair, Side side, String from) {
        return pair.told(side, Carried.class).stream()
                .filter(carried -> carried.from().endsWith(from))
                .collect(Collectors.toMap(
                        carried -> name(carried) + (from.isEmpty() ? " of " + carried.from() : ""),
                        carried -> Objects.requireNonNull(carried.stream())));
    }

    private static String name(Carried carried) {
        return switch (carried) {
            case HandshakeMessage message -> message.name();
            case Alert alert -> alert.description();
            default -> carried.getClass().getSimpleName();
        };
    }

    private static UnaryOperator<byte[]> noting(List<byte[]> seen) {
        return octets -> {
            seen.add(octets);
            return octets;
        };
    }

    private static List<StreamRange> recordsOf(List<byte[]> stream) {
        List<StreamRange> records = new ArrayList<>();
        long position = 0;
        for (byte[] flight : stream) {
            for (int at = 0; at < flight.length; ) {
                int size = HEADER + length(flight, at);
                records.add(new StreamRange(position + 1, position + size));
                position += size;
                at += size;
            }
        }
        return records;
    }

    private static Bytes contents(byte[] flight) {
        Bytes contents = Bytes.EMPTY;
        for (int at = 0; at < flight.length; at += HEADER + length(flight, at)) {
            contents = contents.plus(Bytes.of(flight, at + HEADER, length(flight, at)));
        }
        return contents;
    }

    private static int length(byte[] flight, int record) {
        return (flight[record + 3] & 0xFF) << 8 | (flight[record + 4] & 0xFF);
    }

    private static byte[] record(Bytes contents) {
        byte[] header = {22, 3, 3, (byte) (contents.length() >> 8), (byte) contents.length()};
        return Bytes.of(header).plus(contents).toArray();
    }

    private static byte[] inTwo(Bytes message) {
        Function<Bytes, Bytes> record = part -> Bytes.of(record(part));
        return record.apply(message.slice(0, 10))
                .plus(record.apply(message.slice(10, message.length())))
                .toArray();
    }
}
