package org.wirelab.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A pcapng file being written: one section, time in nanoseconds, each interface described before its first
/// frame.
public final class PcapngWriter implements AutoCloseable {
    private record InterfaceKey(String name, LinkType linkType) {}

    private final OutputStream out;
    private final ByteOrder order;
    private final Map<InterfaceKey, Integer> interfaces = new HashMap<>();

    /// Writes the section's header; the file is in this machine's byte order.
    public PcapngWriter(OutputStream out) throws IOException {
        this(out, ByteOrder.nativeOrder());
    }

    public PcapngWriter(OutputStream out, ByteOrder order) throws IOException {
        this.out = out;
        this.order = order;
        PcapngBody header = PcapngBody.section(order);
        header.option(PcapngOptions.SHB_USER_APPLICATION, "wirelab").endOfOptions();
        header.writeTo(out, PcapngReader.SECTION);
    }

    /// Writes one block. Secrets must come before the frames that they open. Damage that a reader met is not
    /// written.
    public void write(CaptureBlock block) throws IOException {
        switch (block) {
            case CaptureBlock.Interface described -> describe(described);
            case CaptureBlock.Frame frame -> frame(frame);
            case CaptureBlock.Secrets secrets -> secrets(secrets);
            case CaptureBlock.Names names -> names(names);
            case CaptureBlock.Statistics statistics -> statistics(statistics);
            case CaptureBlock.Damage _ -> {}
        }
    }

    private PcapngBody body() {
        return new PcapngBody(order);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private int describe(CaptureBlock.Interface described) throws IOException {
        InterfaceKey key = new InterfaceKey(described.name(), described.linkType());
        Integer known = interfaces.get(key);
        if (known != null) return known;
        PcapngBody body = body().u16(described.linkType().number()).u16(0).u32(described.snapLength());
        if (!described.name().isEmpty()) body.option(PcapngOptions.IF_NAME, described.name());
        body.option(PcapngOptions.IF_TIME_RESOLUTION, new byte[] {PcapngTime.NANOSECONDS});
        body.endOfOptions().writeTo(out, PcapngSection.INTERFACE);
        int index = interfaces.size();
        interfaces.put(key, index);
        return index;
    }

    private int interfaceIndex(String name, LinkType linkType) throws IOException {
        return describe(new CaptureBlock.Interface(name, linkType, 0));
    }

    private void frame(CaptureBlock.Frame block) throws IOException {
        CapturedFrame frame = block.frame();
        PcapngBody body = body().u32(interfaceIndex(frame.interfaceName(), frame.linkType()));
        body.time(frame.epochNanos()).u32(frame.bytes().length()).u32(frame.originalLength());
        body.padded(frame.bytes().toArray());
        for (String comment : block.comments()) body.option(PcapngOptions.COMMENT, comment);
        if (!block.comments().isEmpty()) body.endOfOptions();
        body.writeTo(out, PcapngSection.ENHANCED_PACKET);
    }

    private void secrets(CaptureBlock.Secrets secrets) throws IOException {
        PcapngBody body = body().u32(secrets.type()).u32(secrets.data().length());
        body.padded(secrets.data().toArray()).writeTo(out, PcapngSection.SECRETS);
    }

    private void names(CaptureBlock.Names names) throws IOException {
        PcapngBody body = body();
        for (CaptureBlock.Name name : names.names()) {
            byte[] address = name.address().getAddress();
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value.writeBytes(address);
            for (String text : name.names()) {
                value.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                value.write(0);
            }
            body.option(address.length == 4 ? 1 : 2, value.toByteArray());
        }
        body.endOfOptions().writeTo(out, PcapngSection.NAMES);
    }

    private void statistics(CaptureBlock.Statistics statistics) throws IOException {
        PcapngBody body =
                body().u32(interfaceOfName(statistics.interfaceName())).time(statistics.epochNanos());
        statistics.received().ifPresent(count -> body.option(PcapngOptions.ISB_IF_RECEIVED, count));
        statistics.dropped().ifPresent(count -> body.option(PcapngOptions.ISB_IF_DROP, count));
        body.endOfOptions().writeTo(out, PcapngSection.STATISTICS);
    }

    private int interfaceOfName(String name) throws IOException {
        for (Map.Entry<InterfaceKey, Integer> known : interfaces.entrySet()) {
            if (known.getKey().name().equals(name)) return known.getValue();
        }
        return interfaceIndex(name, LinkType.ETHERNET);
    }
}
