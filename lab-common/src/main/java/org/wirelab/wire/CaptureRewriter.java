package org.wirelab.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A capture written again as pcapng, with comments added to its frames.
///
/// Of a pcapng file every block that gets no comment is written byte for byte as it was, in its place and its
/// section's byte order: interfaces with all their options, names, secrets, statistics, custom and unknown blocks. (One
/// exception: a section that says how long it is no longer does, for comments make it longer.) A frame that gets
/// comments keeps its own and all its other options. A simple packet that gets a comment becomes an enhanced packet;
/// that has a field for a time, which is 0, and a comment says that the capture had none. A pcap file becomes one
/// section with one interface, whose time stamps have the file's resolution.
///
/// Damage is left out, and a comment says so: on the next frame, or of a section of its own behind the last one.
public final class CaptureRewriter {
    /// How many damages are told one by one before a frame.
    private static final int MOST_DAMAGES = 16;

    private static final String NO_TIME =
            "Wirelab: the capture does not say when this packet was seen (it was a simple packet block); 0 stands for that";

    private final OutputStream out;
    private final Commentary commentary;
    private final List<CaptureBlock.Damage> damages = new ArrayList<>();
    private int sections;
    private long frames;
    private long commented;
    private long damaged;

    private CaptureRewriter(OutputStream out, Commentary commentary) {
        this.out = out;
        this.commentary = commentary;
    }

    /// What is to be said of a capture's frames.
    @FunctionalInterface
    public interface Commentary {
        /// Asked once for each frame, in their order. A comment of more than 65532 bytes of UTF-8 is cut
        /// between characters.
        ///
        /// @param number of the frame, from 1: `CaptureReader.next()` gives the same frames
        List<String> of(long number);

        /// What is to be said of damage that was left out.
        default String of(CaptureBlock.Damage damage) {
            return "Wirelab: damage in the original was left out here: " + damage;
        }
    }

    /// What was written.
    ///
    /// @param commented frames that got comments
    /// @param damages pieces that were left out
    public record Result(long frames, long commented, long damages) {}

    /// Reads a capture once, as it comes, and writes it; does not hold more than a block.
    ///
    /// @throws CaptureFormatException if the capture cannot be read
    public static Result rewrite(Path capture, Path target, Commentary commentary) throws IOException {
        try (InputStream in = Files.newInputStream(capture);
                OutputStream out = Files.newOutputStream(target)) {
            return rewrite(in, out, commentary);
        }
    }

    /// Neither stream is closed.
    public static Result rewrite(InputStream capture, OutputStream target, Commentary commentary) throws IOException {
        OutputStream out = new BufferedOutputStream(target, 1 << 16);
        CaptureRewriter rewriter = new CaptureRewriter(out, commentary);
        switch (CaptureReader.open(capture)) {
            case PcapReader pcap -> rewriter.rewrite(pcap);
            case PcapngReader pcapng -> rewriter.rewrite(pcapng);
        }
        out.flush();
        return new Result(rewriter.frames, rewriter.commented, rewriter.damaged);
    }

    private void rewrite(PcapReader pcap) throws IOException {
        PcapngHeaders.write(pcap, out);
        for (CaptureBlock block = pcap.next(); block != null; block = pcap.next()) {
            if (block instanceof CaptureBlock.Damage damage) note(damage);
            if (block instanceof CaptureBlock.Frame frame) {
                CapturedFrame captured = frame.frame();
                PcapngBody body = new PcapngBody(pcap.format().order());
                body.u32(0).time(captured.epochNanos() / pcap.format().unit());
                body.u32(captured.bytes().length()).u32(captured.originalLength());
                body.padded(captured.bytes().toArray());
                List<String> comments = comments();
                if (!comments.isEmpty()) addTo(body, comments);
                body.writeTo(out, PcapngSection.ENHANCED_PACKET);
            }
        }
        sayTrailingDamage(pcap.format().order());
    }

    private void rewrite(PcapngReader pcapng) throws IOException {
        PcapngBlocks block = pcapng.block();
        while (pcapng.advance()) {
            switch (pcapng.meaning()) {
                case CaptureBlock.Damage damage -> note(damage);
                case CaptureBlock.Frame frame -> rewrite(block, frame);
                case null -> copy(block);
                case CaptureBlock.Interface _,
                        CaptureBlock.Names _,
                        CaptureBlock.Secrets _,
                        CaptureBlock.Statistics _ -> copy(block);
            }
        }
        sayTrailingDamage(block.order());
    }

    private void copy(PcapngBlocks block) throws IOException {
        byte[] bytes = block.bytes();
        if (block.type() == PcapngReader.SECTION) {
            PcapngHeaders.forgetSectionLength(bytes);
            sections = block.sections();
        }
        beginSection(block);
        out.write(bytes);
    }

    /// Where a section's header was damaged and left out, its blocks get another.
    private void beginSection(PcapngBlocks block) throws IOException {
        if (block.sections() == sections) return;
        PcapngBody.section(block.order()).endOfOptions().writeTo(out, PcapngReader.SECTION);
        sections = block.sections();
    }

    private void rewrite(PcapngBlocks block, CaptureBlock.Frame frame) throws IOException {
        List<String> comments = comments();
        if (comments.isEmpty()) {
            copy(block);
            return;
        }
        beginSection(block);
        PcapngBody body = new PcapngBody(block.order());
        int type = block.type();
        if (type == PcapngSection.SIMPLE_PACKET) {
            type = PcapngSection.ENHANCED_PACKET;
            body.u32(0).time(0).u32(frame.frame().bytes().length()).u32(block.bodyNumber(0));
            body.padded(frame.frame().bytes().toArray());
            body.option(PcapngOptions.COMMENT, NO_TIME);
        } else {
            byte[] before = block.body(0, block.bodyLength());
            body.raw(before, 0, PcapngOptions.end(before, optionsAt(frame), block.order()));
        }
        addTo(body, comments);
        body.writeTo(out, type);
    }

    private static int optionsAt(CaptureBlock.Frame frame) {
        return PcapngSection.PACKET_HEADER
                + PcapngSection.padded(frame.frame().bytes().length());
    }

    /// The comments for the frame at hand.
    private List<String> comments() {
        List<String> comments = new ArrayList<>(saidOfDamages());
        comments.addAll(commentary.of(++frames));
        if (!comments.isEmpty()) commented++;
        return comments;
    }

    /// As many as a block that others read can hold.
    private static void addTo(PcapngBody body, List<String> comments) {
        int longestOption = 1 << 16;
        for (String comment : comments) {
            int size = Math.min(longestOption, comment.getBytes(StandardCharsets.UTF_8).length) + 8;
            if (body.length() + size > CaptureInput.LONGEST - longestOption) break;
            body.option(PcapngOptions.COMMENT, comment);
        }
        body.endOfOptions();
    }

    /// Damages right after one another are one.
    private void note(CaptureBlock.Damage damage) {
        CaptureBlock.Damage last = damages.isEmpty() ? null : damages.getLast();
        if (last != null && last.offset() + last.skipped() == damage.offset()) {
            long skipped = last.skipped() + damage.skipped();
            damages.set(damages.size() - 1, new CaptureBlock.Damage(last.offset(), skipped, last.problem()));
            return;
        }
        damaged++;
        if (damages.size() < MOST_DAMAGES) damages.add(damage);
    }

    private List<String> saidOfDamages() {
        List<String> said = damages.stream().map(commentary::of).toList();
        damages.clear();
        return said;
    }

    /// A section header is a block that may have a comment wherever it stands.
    private void sayTrailingDamage(ByteOrder order) throws IOException {
        if (damages.isEmpty()) return;
        PcapngBody body = PcapngBody.section(order);
        addTo(body, saidOfDamages());
        body.writeTo(out, PcapngReader.SECTION);
    }
}
