package org.wirelab.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.wirelab.flow.Finding;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.trace.Carried;
import org.wirelab.trace.Carrier;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Frame;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Secret;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PcapngWriter;

/// The run as one file for Wireshark, `run.pcapng`: its frames, each finding as a comment on the frames that prove it,
/// and before them the TLS secrets that open them and the names of the addresses in them. A run without frames has no
/// such file.
///
/// A message is proved by the frame that brought its end; a step whose evidence no frame brought (a secret derived, the
/// kernel's word) has no comment.
///
/// Comments and secrets stand before what they describe, and are known only afterwards: the frames wait in the spool,
/// and the file is written in one go when the run ends.
public final class PcapngFile implements RunListener {
    private static final int BUFFER = 1 << 16;

    private final RunFolder folder;
    private final FrameSpool spool;
    private final Wording wording;
    private final Map<Conversation, Proofs> proofs = new HashMap<>();
    private final Set<String> keyLog = new LinkedHashSet<>();
    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private final Map<Integer, List<String>> comments = new HashMap<>();

    /// What shows the entries of one conversation, until it is over.
    private static final class Proofs {
        private final Map<Long, Integer> frameOfEntry = new HashMap<>();
        private final Map<Long, StreamFrames.Octet> lastOctetOfEntry = new HashMap<>();
        private final StreamFrames streams = new StreamFrames();

        /// Its own frame, or the one that brought the last octet of what it tells.
        Stream<Integer> framesOf(long entry) {
            Integer own = frameOfEntry.get(entry);
            StreamFrames.Octet octet = lastOctetOfEntry.get(entry);
            return own != null ? Stream.of(own) : octet != null ? streams.of(octet).stream() : Stream.of();
        }
    }

    /// @param spool this run's frames; closed when the file has been written
    public PcapngFile(RunFolder folder, FrameSpool spool, Wording wording) {
        this.folder = folder;
        this.spool = spool;
        this.wording = wording;
    }

    @Override
    public void entry(Entry entry) {
        if (entry.observation() instanceof Frame frame && isKept(frame)) {
            Proofs shown = proofsOf(entry.conversation());
            shown.frameOfEntry.put(entry.number(), frame.frame());
            if (frame instanceof Carrier packet) shown.streams.add(entry.vantage(), entry.conversation(), packet);
        }
        if (entry.observation() instanceof Carried carried && carried.stream() != null) {
            proofsOf(entry.conversation())
                    .lastOctetOfEntry
                    .put(
                            entry.number(),
                            new StreamFrames.Octet(
                                    entry.conversation(),
                                    carried.from(),
                                    carried.stream().last()));
        }
        if (entry.observation() instanceof RunObservation.Named(String address, String name)) {
            names.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(name);
        }
        if (entry.observation() instanceof Secret secret) keyLog.addAll(secret.keyLogLines());
        if (entry.observation() instanceof VantageObservation.Closed closed
                && !closed.interfaceName().isEmpty()) {
            dropped.merge(closed.interfaceName(), closed.dropped(), Long::sum);
        }
    }

    @Override
    public void concluded(List<Finding> findings) {
        for (Finding finding : findings) {
            String text = FindingComment.of(finding, wording);
            Proofs shown = proofsOf(finding.conversation());
            finding.evidence().stream()
                    .flatMap(shown::framesOf)
                    .distinct()
                    .forEach(frame -> comments.computeIfAbsent(frame, _ -> new ArrayList<>())
                            .add(text));
        }
        findings.forEach(finding -> proofs.remove(finding.conversation()));
    }

    @Override
    public void ended(Summary summary) {
        try (spool) {
            if (spool.count() > 0) write();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder.path().resolve(RunFolder.CAPTURE) + " is not complete: " + RunFolder.reason(e), e);
        }
    }

    /// A frame may have a number that the spool has not: it takes no more than it has room for.
    private boolean isKept(Frame frame) {
        return frame.frame() > 0 && frame.frame() <= spool.count();
    }

    private Proofs proofsOf(Conversation conversation) {
        return proofs.computeIfAbsent(conversation, _ -> new Proofs());
    }

    private void write() throws IOException {
        try (PcapngWriter writer =
                new PcapngWriter(new BufferedOutputStream(folder.newStream(RunFolder.CAPTURE), BUFFER))) {
            if (!keyLog.isEmpty()) writer.write(secrets());
            if (!names.isEmpty()) writer.write(knownNames());
            Rest rest = new Rest(writer);
            try {
                spool.forEach(rest::frame);
            } finally {
                rest.statistics();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private CaptureBlock secrets() {
        String lines = String.join("\n", keyLog) + "\n";
        return new CaptureBlock.Secrets(
                CaptureBlock.Secrets.TLS_KEY_LOG, Octets.of(lines.getBytes(StandardCharsets.US_ASCII)));
    }

    private CaptureBlock knownNames() {
        return new CaptureBlock.Names(names.entrySet().stream()
                .map(each -> new CaptureBlock.Name(Endpoints.literal(each.getKey()), List.copyOf(each.getValue())))
                .toList());
    }

    /// What comes after the secrets: the frames, and the counters of the interfaces that they came from.
    private final class Rest {
        private final PcapngWriter writer;
        private final Map<String, Long> seen = new HashMap<>();
        private int number;
        private long lastNanos;

        Rest(PcapngWriter writer) {
            this.writer = writer;
        }

        void frame(CapturedFrame frame) {
            number++;
            lastNanos = Math.max(lastNanos, frame.epochNanos());
            seen.merge(frame.interfaceName(), 1L, Long::sum);
            try {
                writer.write(new CaptureBlock.Frame(frame, comments.getOrDefault(number, List.of())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void statistics() throws IOException {
            for (Map.Entry<String, Long> each : seen.entrySet()) {
                long missed = dropped.getOrDefault(each.getKey(), 0L);
                writer.write(new CaptureBlock.Statistics(
                        each.getKey(), lastNanos, OptionalLong.of(each.getValue() + missed), OptionalLong.of(missed)));
            }
        }
    }
}
