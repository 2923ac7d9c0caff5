package org.wirelab.server.arq;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Machines;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.wire.SequenceNumber;

/// Senders for tests of the service.
final class Clients {

    private static final long A_MINUTE = 60_000_000_000L;
    private static final int FRAME = 1000;

    private Clients() {}

    static Transfer transfer(int id, Protocol protocol, int window, long octets, long readRate) {
        return new Transfer(
                id,
                protocol,
                NumberSpace.OF_32_BITS,
                new SequenceNumber(0xffff_fffeL),
                window,
                FRAME,
                octets,
                readRate);
    }

    static Channel channel(Transport transport) {
        return DatagramOptions.plain(transport)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    static CompletableFuture<ArqObservation.Finished> send(
            Channel channel, InetSocketAddress to, Transfer transfer, SenderSettings settings, Recorder recorder) {
        Ends ends = new Ends(Endpoints.text((InetSocketAddress) channel.localAddress()), Endpoints.text(to));
        Payload payload = new Payload(1, transfer.octets());
        SenderSession session = new SenderSession(
                Machines.sender(transfer, payload, ends, settings), transfer, payload, ends, settings, A_MINUTE);
        return ArqSender.start(channel, to, session, recorder);
    }
}
