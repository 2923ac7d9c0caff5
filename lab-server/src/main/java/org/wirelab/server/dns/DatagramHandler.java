package org.wirelab.server.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.fault.Delivery;
import org.wirelab.net.Transport;

/// Takes queries over UDP and sends what a [Responder] says, when it is due.
final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {

    /// In bytes; a longer query is cut, and so refused.
    private static final int LONGEST_QUERY = 2048;

    private static final int QUERIES_AT_ONCE = 64;
    /// In bytes, as far as the kernel grants it: a burst of queries waits here while the JVM collects its garbage.
    private static final int WAITING = 1 << 20;

    private final Responder responder;
    /// True between the first query that was read and the last of those that waited with it.
    private boolean reading;

    DatagramHandler(Responder responder) {
        this.responder = responder;
    }

    /// A bootstrap for such sockets. With native epoll one system call takes all queries that wait
    /// (recvmmsg), and one sends all responses (sendmmsg).
    static Bootstrap bootstrap(Transport transport) {
        Bootstrap datagrams = transport.datagrams().option(ChannelOption.SO_RCVBUF, WAITING);
        return transport.epoll()
                ? datagrams
                        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST_QUERY)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(LONGEST_QUERY * QUERIES_AT_ONCE))
                : datagrams;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress client = packet.sender();
        // Port 0 is nobody's: a response to it would be lost.
        if (client.getPort() != 0) {
            reading = true;
            responder.respond(
                    ByteBufUtil.getBytes(packet.content()),
                    client.getAddress(),
                    DnsTransport.UDP,
                    delivery -> send(context.channel(), client, delivery));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An ICMP error for an earlier response: the next query is served all the same.
    }

    /// What is due while queries are read leaves with the responses to the others.
    private void send(Channel channel, InetSocketAddress client, Delivery delivery) {
        DatagramPacket packet = new DatagramPacket(Unpooled.wrappedBuffer(delivery.message()), client);
        if (!delivery.after().isZero()) {
            channel.eventLoop()
                    .schedule(
                            () -> channel.writeAndFlush(packet),
                            delivery.after().toNanos(),
                            TimeUnit.NANOSECONDS);
        } else if (channel.eventLoop().inEventLoop() && reading) {
            channel.write(packet);
        } else {
            channel.writeAndFlush(packet);
        }
    }
}
