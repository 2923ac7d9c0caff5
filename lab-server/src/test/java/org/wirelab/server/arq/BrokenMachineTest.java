package org.wirelab.server.arq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.Action;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Trace;

/// A machine that throws: nobody waits for it for ever.
class BrokenMachineTest {

    private static final int PATIENCE_SECONDS = 10;

    @Test
    void aMachineThatBreaksAtAFrameEndsItsTransferWithThatFault() throws Exception {
        assertThatThrownBy(() -> transferWith((_, _) -> {
                    throw new IllegalStateException("a fault of the machine");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("a fault of the machine");
    }

    @Test
    void aMachineThatBreaksAtATimerEndsItsTransferWithThatFault() throws Exception {
        List<Action> toBeWoken = List.of(new Action.StartTimer(1, 1_000_000));
        int[] inputs = {0};
        assertThatThrownBy(() -> transferWith((_, _) -> {
                    inputs[0]++;
                    if (inputs[0] == 1) {
                        return toBeWoken;
                    }
                    throw new IllegalStateException("a fault at a timer");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("a fault at a timer");
        assertThat(inputs[0]).isEqualTo(2);
    }

    private static void transferWith(Machine machine) throws Exception {
        Trace trace = new Trace(System::nanoTime, 0);
        Thread pump = Thread.ofPlatform().daemon().start(trace::pump);
        try (Transport transport = Transport.open(2);
                ArqService service =
                        new ArqService(transport, new InetSocketAddress("127.0.0.1", 0), ArqLimits.DEFAULT)) {
            service.start(ConnectionTraces.into(trace));
            Channel channel = Clients.channel(transport);
            Transfer transfer = Clients.transfer(5, Protocol.STOP_AND_WAIT, 1, 1000, 0);
            Payload payload = new Payload(1, transfer.octets());
            SenderSession session =
                    new SenderSession(machine, transfer, payload, new Ends("a", "b"), SenderSettings.DEFAULT, 0);
            CompletableFuture<ArqObservation.Finished> end =
                    ArqSender.start(channel, service.addresses().getFirst(), session, Recorder.NONE);
            ArqObservation.Finished _ = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            trace.close();
            pump.join();
        }
    }
}
