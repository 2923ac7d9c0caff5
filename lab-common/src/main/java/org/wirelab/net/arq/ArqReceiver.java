package org.wirelab.net.arq;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Decoded;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.ReceiverSession;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;

/// The receivers of all transfers on one datagram channel: each frame goes to the transfer that its sender's address
/// and its number name; a stranger's goes nowhere. Runs on the channel's event loop.
public final class ArqReceiver implements FrameHandler.Listener {

    /// Who decides which transfers there are. Called on the event loop.
    public interface Host {

        /// Somebody asks for a transfer.
        Admission admit(Frame.Open open, InetSocketAddress from);
    }

    /// What becomes of a request.
    public sealed interface Admission {

        /// It is granted.
        ///
        /// @param session the transfer, with a machine for its protocol inside
        /// @param recorder where it tells what happens
        /// @param application who is given the data in order
        /// @param ended told when nothing of it is left
        record Granted(ReceiverSession session, Recorder recorder, Consumer<byte[]> application, Runnable ended)
                implements Admission {}

        /// It is refused.
        ///
        /// @param reason text key: `arq.refused.busy`
        record Refused(String reason) implements Admission {}
    }

    private record Key(InetSocketAddress from, int transfer) {}

    private record Running(Key key, MachineShell shell, Recorder recorder, Runnable ended) {}

    private final Channel channel;
    private final Host host;
    private final FrameHandler frames;
    private final Map<Key, Running> transfers = new HashMap<>();
    private @Nullable Running latest;

    private ArqReceiver(Channel channel, boolean segments, Host host) {
        this.channel = channel;
        this.host = host;
        this.frames = FrameHandler.on(channel, segments, this);
    }

    /// Begins to listen.
    ///
    /// @param channel without a handler; the caller closes it
    public static ArqReceiver on(Channel channel, Host host) {
        return new ArqReceiver(channel, false, host);
    }

    @Override
    public void frame(Frame frame, InetSocketAddress from) {
        Running running = find(from, frame.transfer());
        if (running != null) {
            running.shell().on(new Input.Arrived(frame));
        } else if (frame instanceof Frame.Open open && from.getPort() != 0) {
            switch (host.admit(open, from)) {
                case Admission.Granted granted -> begin(open, from, granted);
                case Admission.Refused(String reason) -> {
                    frames.send(new Frame.Refused(open.transfer(), open.count(), reason), from);
                    frames.flush();
                }
            }
        }
    }

    /// Whose frame it was, nobody knows; it is told wherever something comes from that address.
    @Override
    public void damaged(Decoded.Damaged damaged, int octets, InetSocketAddress from) {
        for (Running each : transfers.values()) {
            if (each.key().from().equals(from)) {
                each.recorder()
                        .record(new ArqObservation.Damaged(
                                Endpoints.text(from), octets, damaged.reason(), damaged.offset()));
            }
        }
    }

    /// A frame's fault, whose ever it was: whoever sends it ends nothing but its own transfer.
    @Override
    public void broken(Throwable cause) {}

    /// Ends all transfers without a word to their senders; on the event loop.
    public void end() {
        for (Running each : List.copyOf(transfers.values())) {
            each.shell().end();
            each.ended().run();
        }
        transfers.clear();
        latest = null;
    }

    /// The other transfers go on, whatever became of this one.
    private void over(Key key) {
        Running running = transfers.remove(key);
        latest = null;
        if (running != null) {
            running.ended().run();
        }
    }

    private @Nullable Running find(InetSocketAddress from, int transfer) {
        Running last = latest;
        if (last != null
                && last.key().transfer() == transfer
                && last.key().from().equals(from)) {
            return last;
        }
        last = transfers.get(new Key(from, transfer));
        latest = last;
        return last;
    }

    private void begin(Frame.Open open, InetSocketAddress from, Admission.Granted granted) {
        Key key = new Key(from, open.transfer());
        MachineShell shell = new MachineShell(
                granted.session(),
                channel.eventLoop(),
                frames,
                from,
                granted.recorder(),
                granted.application(),
                _ -> over(key),
                _ -> over(key));
        transfers.put(key, new Running(key, shell, granted.recorder(), granted.ended()));
        shell.on(new Input.Arrived(open));
    }
}
