package org.wirelab.bench.agreement;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.PacketCapture;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.link.LinkListener;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PacketScan;
import org.wirelab.wire.PcapFormat;
import org.wirelab.wire.PcapWriter;

/// A capture in memory, and others made of it by leaving out or shifting.
///
/// @param frames at least one
record Captured(String name, List<CapturedFrame> frames) {
    private static final int FIRST_OF_MID_STREAM = 40;
    private static final int MISSED_EVERY = 97;

    Captured {
        frames = List.copyOf(frames);
    }

    /// The situation as both hosts see it; on a loopback there is one.
    static List<Captured> of(Situation situation) throws Exception {
        try (EmulatedNetwork network = EmulatedNetwork.open(situation.network(), LinkListener.NONE)) {
            Host client = network.client();
            Host server = network.server();
            for (Host host : List.of(client, server)) {
                host.sysctl("net.ipv4.tcp_sack", situation.sack() ? "1" : "0");
            }
            return switch (situation.where()) {
                case IPV4 -> of(situation, client, server, server.ipv4());
                case IPV6 -> of(situation, client, server, server.ipv6());
                case LOOPBACK -> of(situation, client, client, InetAddress.getByName("127.0.0.1"));
            };
        }
    }

    private static List<Captured> of(Situation situation, Host client, Host server, InetAddress address)
            throws Exception {
        List<CapturedFrame> atClient = Collections.synchronizedList(new ArrayList<>());
        List<CapturedFrame> atServer = Collections.synchronizedList(new ArrayList<>());
        boolean loopback = client == server;
        String network = loopback ? "lo" : Host.INTERFACE;
        try (PacketCapture here = capture(client, network, atClient);
                PacketCapture there = capture(server, network, atServer)) {
            situation.traffic().run(client, server, address);
            here.settle();
            there.settle();
        }
        Captured first = new Captured(situation.name() + "-client", List.copyOf(atClient));
        return loopback
                ? List.of(first)
                : List.of(first, new Captured(situation.name() + "-server", List.copyOf(atServer)));
    }

    private static PacketCapture capture(Host host, String interfaceName, List<CapturedFrame> frames) throws Exception {
        return host.call(() -> {
            PacketCapture capture = new AfPacketCapture(interfaceName);
            capture.start(frames::add);
            return capture;
        });
    }

    /// Only what comes from one port, or only what goes to it.
    Captured oneDirection(boolean fromServer) {
        PacketScan scan = new PacketScan();
        return with(
                fromServer ? "one-way-from" : "one-way-to",
                frame -> scan.scan(frame) && (scan.sourcePort() == Traffic.PORT) == fromServer);
    }

    /// A capture that was begun too late.
    Captured midStream() {
        return new Captured(name + "-mid-stream", frames.subList(FIRST_OF_MID_STREAM, frames.size()));
    }

    /// A capture that missed packets now and then.
    Captured dropped() {
        int[] count = {0};
        return with("capture-drops", _ -> ++count[0] % MISSED_EVERY != 0);
    }

    /// Headers only, as `tcpdump -s 96` keeps them.
    Captured cut(int snapLength) {
        List<CapturedFrame> all = frames.stream()
                .map(frame -> new CapturedFrame(
                        frame.epochNanos(),
                        frame.interfaceName(),
                        frame.linkType(),
                        frame.originalLength(),
                        frame.bytes().first(snapLength)))
                .toList();
        return new Captured(name + "-snap-" + snapLength, all);
    }

    /// The same with other sequence numbers, which go round the circle in the middle.
    Captured wrapped() {
        SequenceShift shift = SequenceShift.halfway(frames);
        return new Captured(name + "-wrap", frames.stream().map(shift::of).toList());
    }

    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                PcapWriter pcap = new PcapWriter(
                        out,
                        new PcapFormat(ByteOrder.LITTLE_ENDIAN, true),
                        frames.getFirst().linkType())) {
            for (CapturedFrame frame : frames) pcap.write(frame);
        }
    }

    private Captured with(String suffix, Predicate<CapturedFrame> wanted) {
        return new Captured(name + "-" + suffix, frames.stream().filter(wanted).toList());
    }

    static CapturedFrame with(CapturedFrame frame, byte[] bytes) {
        return new CapturedFrame(
                frame.epochNanos(), frame.interfaceName(), frame.linkType(), frame.originalLength(), Octets.of(bytes));
    }
}
