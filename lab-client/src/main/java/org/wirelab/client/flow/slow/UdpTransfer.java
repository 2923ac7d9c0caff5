package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.udp.DatagramCodec;
import org.wirelab.udp.DropCounters;
import org.wirelab.udp.UdpObservation;
import org.wirelab.wire.UdpHeader;

/// Plain UDP: a sender that does not wait. What the receiver's socket drops is sent again, in rounds, until everything
/// has been read: by the lab itself, which has both ends; UDP tells nobody that anything is missing.
final class UdpTransfer {

    private static final int MOST_ENDS = 10;

    /// Where nobody counts what is dropped: so long without a datagram, and nothing more is on its way.
    private static final Duration QUIET = Duration.ofMillis(300);

    private static final List<Vantage> VANTAGES =
            List.of(new Vantage(Source.SOCKET, Side.CLIENT), new Vantage(Source.SOCKET, Side.SERVER));

    private final ClientRun run;
    private final Path path;
    private final SlowWish wish;
    private final LinkLosses losses;

    UdpTransfer(ClientRun run, Path path, SlowWish wish, LinkLosses losses) {
        this.run = run;
        this.path = path;
        this.wish = wish;
        this.losses = losses;
    }

    /// Brings everything over.
    ///
    /// @param port which is free on hosts of the lab's own
    Outcome play(boolean slow, int port) throws LabException, InterruptedException {
        InetSocketAddress there = path.serverEnd(port);
        try (DatagramSource source = path.atServer(() -> DatagramSource.open(there, wish.buffer()))) {
            InetSocketAddress target = path.serves(source.local());
            try (DatagramChannel socket = path.atClient(() -> bound(path.clientEnd(port)))) {
                Conversation conversation = path.conversation((InetSocketAddress) socket.getLocalAddress());
                run.expect(conversation);
                opened(conversation);
                Play play = new Play(source, socket, target, conversation, slow);
                boolean over = false;
                try {
                    Outcome outcome = play.all();
                    over = true;
                    return outcome;
                } finally {
                    closed(conversation, over);
                }
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, "datagrams: " + SystemWords.of(e), e);
        }
    }

    private void opened(Conversation conversation) {
        VANTAGES.forEach(vantage -> run.trace().record(vantage, conversation, new VantageObservation.Opened("")));
    }

    /// @param over whether it has come to its end: what broke off has missed nothing
    private void closed(Conversation conversation, boolean over) {
        VANTAGES.forEach(vantage -> run.trace().record(vantage, conversation, new VantageObservation.Closed("", 0)));
        if (over) {
            run.ended(conversation);
        }
    }

    /// A socket of this network; one that cannot be bound is closed again.
    static DatagramChannel bound(InetSocketAddress local) throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        try {
            return socket.bind(local);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// One transfer under way.
    private final class Play {

        private final DatagramSource source;
        private final DatagramChannel socket;
        private final InetSocketAddress target;
        private final Conversation conversation;
        private final boolean slow;
        private final Recorder sending;
        private final Recorder receiving;
        private final String from;
        private final String to;
        private final SendingPace pace = new SendingPace(wish.link().bitsPerSecond(), System.nanoTime());
        private final int headers;
        private final ReadingPace reading;
        private long sent;
        private long again;
        private long octetsSent;
        private long octetsAgain;

        private Play(
                DatagramSource source,
                DatagramChannel socket,
                InetSocketAddress target,
                Conversation conversation,
                boolean slow) {
            this.source = source;
            this.socket = socket;
            this.target = target;
            this.conversation = conversation;
            this.slow = slow;
            this.sending = run.trace().recorder(VANTAGES.getFirst(), conversation);
            this.receiving = run.trace().recorder(VANTAGES.getLast(), conversation);
            this.from = conversation.initiator();
            this.to = conversation.responder();
            this.headers = SendingPace.ipHeader(target) + UdpHeader.LENGTH; // the link's rate counts them too
            this.reading = wish.pace(slow);
        }

        Outcome all() throws IOException, LabException, InterruptedException {
            receiving.record(new UdpObservation.Transfer(
                    from,
                    to,
                    wish.frames(),
                    wish.frameOctets(),
                    wish.link().bitsPerSecond(),
                    reading.bitsPerSecond() == 0 ? null : reading.bitsPerSecond(),
                    reading.afterNanos(),
                    source.receiveBuffer()));
            boolean own = path.network().isPresent();
            OptionalLong hostBefore = own ? ofTheHost() : OptionalLong.empty();
            long begun = System.nanoTime();
            try (DatagramReader reader = new DatagramReader(source, reading, receiving, from, to)) {
                rounds(reader);
                end(reader);
                return told(reader, counters(reader, hostBefore), reader.lastNanos() - begun);
            }
        }

        private void rounds(DatagramReader reader) throws IOException, LabException, InterruptedException {
            List<Long> missing =
                    LongStream.rangeClosed(1, wish.frames()).boxed().toList();
            boolean heard = true;
            for (int round = 1; heard && !missing.isEmpty(); round++) {
                for (long number : missing) {
                    send(number, round, wish.frameOctets());
                }
                settle(reader);
                List<Long> left =
                        missing.stream().filter(number -> !reader.has(number)).toList();
                heard = left.size() < missing.size();
                missing = left;
            }
        }

        /// The last datagram finds an empty buffer, and brings the socket's last word on what it has dropped.
        private void end(DatagramReader reader) throws IOException, LabException, InterruptedException {
            for (int attempt = 1; !reader.has(0) && attempt <= MOST_ENDS; attempt++) {
                send(0, attempt, DatagramCodec.SHORTEST);
                settle(reader);
            }
        }

        private void send(long number, int attempt, int octets) throws IOException, InterruptedException {
            pace.await();
            // before the system call, so that nobody has seen it earlier
            sending.record(new UdpObservation.Datagram(from, to, number, attempt, octets, 0));
            socket.send(DatagramCodec.encode(number, attempt, octets), target);
            pace.sent(octets + headers, System.nanoTime());
            sent++;
            again += attempt > 1 ? 1 : 0;
            if (number > 0) {
                octetsSent += octets;
                octetsAgain += attempt > 1 ? octets : 0;
            }
        }

        /// Waits until it is known of each datagram what became of it, as long as the program goes on reading.
        private void settle(DatagramReader reader) throws LabException, InterruptedException {
            // between two readings nothing is heard of it
            long pause = wish.readAfter().toNanos() + reading.next(0, wish.frameOctets());
            long readBefore = reader.read();
            long since = System.nanoTime();
            while (true) {
                long read = reader.read();
                OptionalLong dropped = source.dropped();
                if (reader.failure().isPresent()) {
                    throw new LabException(
                            ExitCode.INTERNAL,
                            "the receiver broke off: "
                                    + SystemWords.of(reader.failure().get()));
                }
                if (read + dropped.orElse(0) + losses.of(conversation) >= sent) {
                    return;
                }
                long now = System.nanoTime();
                since = read == readBefore ? since : now;
                readBefore = read;
                Duration patience = dropped.isEmpty() ? QUIET : wish.patience();
                if (now - since - pause > patience.toNanos()) {
                    return; // it does not add up: the account says so
                }
                Thread.sleep(1);
            }
        }

        private Map<String, Long> counters(DatagramReader reader, OptionalLong hostBefore) throws LabException {
            Map<String, Long> counters = new LinkedHashMap<>();
            put(counters, "SO_RXQ_OVFL", Source.SOCKET, reader.overflow());
            put(counters, "SO_MEMINFO", Source.SOCKET, source.dropped());
            put(
                    counters,
                    "SK_MEMINFO_DROPS",
                    Source.SOCK_DIAG,
                    path.atServer(() -> DropCounters.byNetlink(source.local())));
            put(counters, "/proc/net/udp", Source.PROC, path.atServer(() -> DropCounters.byText(source.local())));
            if (hostBefore.isPresent()) {
                OptionalLong now = ofTheHost();
                put(counters, "UdpRcvbufErrors", Source.PROC, OptionalLong.of(now.orElse(0) - hostBefore.getAsLong()));
            }
            return counters;
        }

        private void put(Map<String, Long> counters, String name, Source by, OptionalLong value) {
            if (value.isPresent()) {
                counters.put(name, value.getAsLong());
                run.trace()
                        .record(
                                new Vantage(by, Side.SERVER),
                                conversation,
                                new UdpObservation.DropCounter(to, name, value.getAsLong()));
            }
        }

        private OptionalLong ofTheHost() throws LabException {
            boolean ipv6 = source.local().getAddress().getAddress().length == 16;
            return path.atServer(() -> DropCounters.ofTheHost(ipv6));
        }

        private Outcome told(DatagramReader reader, Map<String, Long> counters, long nanos) {
            boolean complete = LongStream.rangeClosed(1, wish.frames()).allMatch(reader::has);
            UdpObservation.Tally tally = new UdpObservation.Tally(
                    wish.frames(), sent, again, reader.read(), losses.of(conversation), counters, complete, nanos);
            receiving.record(tally);
            return new Outcome(
                    "udp",
                    slow,
                    wish.octets(),
                    octetsSent,
                    octetsAgain,
                    reader.octets(),
                    wish.frameOctets(),
                    tally.dropped(),
                    complete,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    nanos);
        }
    }
}
