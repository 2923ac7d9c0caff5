package org.wirelab.client.tcp.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirelab.capture.PrivateNetwork;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.run.LabException;
import org.wirelab.tcp.StateWitness;
import org.wirelab.testing.PrivateJvm;

/// Plays every scenario, several at a time, and leaves what each gave as `target/scenarios/NAME/trace.jsonl`: each
/// has a network of its own, so one does not see the other.
final class PlayedScenarios implements PrivateJvm.Body {

    private static final Path FOLDER = Path.of("target", "scenarios");
    private static final int AT_A_TIME = 3;
    private static final int PATIENCE = 4;

    /// A played scenario, or the place of one that is not yet.
    static PlayedRun of(Scenario scenario) {
        return new PlayedRun(FOLDER.resolve(scenario.name()));
    }

    @Override
    public void run() throws Exception {
        PrivateNetwork.setUp();
        List<Future<?>> plays = new ArrayList<>();
        try (ExecutorService stages = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Scenario scenario : Scenarios.ALL) {
                plays.add(stages.submit(() -> {
                    play(scenario);
                    return null;
                }));
            }
            for (int i = 0; i < plays.size(); i++) {
                try {
                    plays.get(i).get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(Scenarios.ALL.get(i).name() + ": " + e.getCause(), e);
                }
            }
        }
    }

    /// A machine with other things to do makes the link late, and that is another scenario: it is played again,
    /// because of what was *not* its doing, whatever came of it.
    private static void play(Scenario scenario) throws LabException, InterruptedException, IOException {
        int attempts = 1;
        while (isDisturbed(scenario) && attempts < PATIENCE) {
            attempts++;
        }
    }

    /// Plays it, and says whether the link was late.
    private static boolean isDisturbed(Scenario scenario) throws LabException, InterruptedException, IOException {
        AtomicBoolean late = new AtomicBoolean();
        of(scenario).play(scenario.name(), "tcp-" + scenario.name(), List.of(scenario.flow()), trace -> {
            trace.conclude(new StateWitness());
            ScenarioSession session = new ScenarioSession(trace, _ -> 0, false);
            session.play(scenario);
            late.set(session.punctuality().late());
        });
        return late.get();
    }
}
