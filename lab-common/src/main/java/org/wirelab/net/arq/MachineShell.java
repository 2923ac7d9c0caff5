package org.wirelab.net.arq;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.Action;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.trace.Recorder;

/// Does on a real socket and a real clock what a machine wants done. All of it on the channel's event loop.
public final class MachineShell {

    /// A timer of the machine. Starting one anew is frequent and its running out is rare: it only moves the
    /// time, and whoever is woken too early goes back to sleep.
    private static final class Timer {
        long due = Long.MAX_VALUE;
        long wakesAt = Long.MAX_VALUE;

        @Nullable
        ScheduledFuture<?> wakes;
    }

    private final Machine machine;
    private final EventLoop loop;
    private final FrameHandler frames;
    private final InetSocketAddress remote;
    private final Recorder recorder;
    private final Consumer<byte[]> application;
    private final Consumer<Action> ended;
    private final Consumer<Throwable> broken;
    private final Map<Long, Timer> timers = new HashMap<>();
    private boolean over;

    /// @param remote whom its frames are sent to
    /// @param recorder where what it tells goes
    /// @param application who is given the data in order
    /// @param ended told once: [Action.Complete] or [Action.GiveUp]
    /// @param broken told instead when the machine, or whoever is told of its actions, throws: it has ended then
    public MachineShell(
            Machine machine,
            EventLoop loop,
            FrameHandler frames,
            InetSocketAddress remote,
            Recorder recorder,
            Consumer<byte[]> application,
            Consumer<Action> ended,
            Consumer<Throwable> broken) {
        this.machine = machine;
        this.loop = loop;
        this.frames = frames;
        this.remote = remote;
        this.recorder = recorder;
        this.application = application;
        this.ended = ended;
        this.broken = broken;
    }

    /// Gives the machine an input; nothing any more once it has ended.
    public void on(Input input) {
        if (over) {
            return;
        }
        try {
            take(input);
        } catch (RuntimeException | Error e) {
            end();
            broken.accept(e);
        }
    }

    private void take(Input input) {
        @Nullable Action last = null;
        for (Action action : machine.on(input, System.nanoTime())) {
            switch (action) {
                case Action.Transmit(var frame) -> frames.send(frame, remote);
                case Action.StartTimer(long timer, long nanos) -> start(timer, nanos);
                case Action.StopTimer(long timer) -> stop(timer);
                case Action.Deliver(byte[] octets) -> application.accept(octets);
                case Action.Tell(var observation) -> recorder.record(observation);
                case Action.Complete(), Action.GiveUp _ -> last = action;
            }
        }
        frames.flush();
        if (last != null) {
            end();
            ended.accept(last);
        }
    }

    /// Ends it without a word.
    public void end() {
        over = true;
        for (Timer timer : timers.values()) {
            if (timer.wakes != null) {
                timer.wakes.cancel(false);
            }
        }
        timers.clear();
    }

    private void start(long number, long nanos) {
        Timer timer = timers.computeIfAbsent(number, _ -> new Timer());
        timer.due = System.nanoTime() + nanos;
        if (timer.due < timer.wakesAt) {
            wake(number, timer);
        }
    }

    private void stop(long number) {
        Timer timer = timers.get(number);
        if (timer != null) {
            timer.due = Long.MAX_VALUE;
        }
    }

    private void wake(long number, Timer timer) {
        if (timer.wakes != null) {
            timer.wakes.cancel(false);
        }
        timer.wakesAt = timer.due;
        long pause = Math.max(0, timer.due - System.nanoTime());
        timer.wakes = loop.schedule(() -> awake(number, timer), pause, TimeUnit.NANOSECONDS);
    }

    private void awake(long number, Timer timer) {
        timer.wakes = null;
        timer.wakesAt = Long.MAX_VALUE;
        if (over || timer.due == Long.MAX_VALUE) {
            return;
        }
        if (timer.due > System.nanoTime()) {
            wake(number, timer);
            return;
        }
        timer.due = Long.MAX_VALUE;
        on(new Input.Expired(number));
    }
}
