package org.wirelab.bench.sampling;

import com.sun.management.OperatingSystemMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.wirelab.net.BulkSender;
import org.wirelab.net.SystemWords;
import org.wirelab.net.TcpInfoSampler;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// A sender and a receiver in this process, on loopback.
final class LoopbackTransfer implements AutoCloseable {

    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final Duration SAMPLED = Duration.ofMillis(1);
    private static final int PATIENCE_SECONDS = 30;

    /// As much as one read takes: iperf3's size.
    private static final int READ = 128 << 10;

    private final Transport transport;
    private final Channel listener;
    private final Counter counter;

    private LoopbackTransfer(Transport transport, Channel listener, Counter counter) {
        this.transport = transport;
        this.listener = listener;
        this.counter = counter;
    }

    static LoopbackTransfer open(Transport transport) throws LabException {
        Counter counter = new Counter();
        ChannelFuture bound = transport
                .listener()
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .childHandler(counter)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .awaitUninterruptibly();
        return new LoopbackTransfer(transport, opened(bound), counter);
    }

    /// Sends for a second.
    Outcome run(boolean sampled) throws LabException, InterruptedException {
        Channel channel = opened(transport
                .client()
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listener.localAddress())
                .await());
        TcpInfoSampler sampler = new TcpInfoSampler(channel, SAMPLED);
        BulkSender sender = new BulkSender(channel, LENGTH, 0);
        CompletableFuture<Long> sent = new CompletableFuture<>();
        long before = counter.octets();
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        if (sampled) {
            sampler.start();
        }
        channel.eventLoop()
                .execute(() -> sender.start().whenComplete((octets, problem) -> {
                    if (problem == null) {
                        sent.complete(octets);
                    } else {
                        sent.completeExceptionally(problem);
                    }
                }));
        await(sent);
        long nanos = System.nanoTime() - begin;
        long octets = counter.octets() - before;
        long own = samplerNanos();
        sampler.stop();
        Outcome outcome = new Outcome(octets, nanos, cpuNanos() - cpu, sampler.count(), own);
        channel.close().await();
        return outcome;
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
    }

    private static void await(CompletableFuture<Long> sent) throws LabException, InterruptedException {
        try {
            sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LabException(ExitCode.INTERNAL, "the transfer did not end: " + SystemWords.of(e), e);
        }
    }

    private static Channel opened(ChannelFuture future) throws LabException {
        if (!future.isSuccess()) {
            throw new LabException(
                    ExitCode.LACKING, "no socket on loopback: " + SystemWords.of(future.cause()), future.cause());
        }
        return future.channel();
    }

    /// Processor time of the sampling thread, which is still there; 0 where there is none.
    private static long samplerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("wirelab-tcp-info")) {
                return Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return 0;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// Counts what arrives.
    @Sharable
    private static final class Counter extends SimpleChannelInboundHandler<ByteBuf> {
        private final LongAdder octets = new LongAdder();

        long octets() {
            return octets.sum();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
            octets.add(data.readableBytes());
        }
    }
}
