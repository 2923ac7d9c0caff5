package org.wirelab.client.crypto;

import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.client.session.ClientRun;
import org.wirelab.crypto.Cost;
import org.wirelab.crypto.CostRatio;
import org.wirelab.crypto.Costs;
import org.wirelab.crypto.HybridEncryption;
import org.wirelab.crypto.KeySizes;
import org.wirelab.crypto.Measuring;
import org.wirelab.crypto.RsaCapacity;
import org.wirelab.crypto.SharedKey;
import org.wirelab.crypto.Work;
import org.wirelab.crypto.Works;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.pki.RsaKeyFolder;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// The encryption experiment: a hybrid message, what RSA keys carry, what everything costs, and how a shared key leaks.
public final class CryptoSession {

    private static final Conversation HERE = new Conversation("localhost");
    private static final Vantage CIPHERS = new Vantage(Source.CRYPTO, Side.CLIENT);
    private static final int[] KEY_BITS = {1024, 2048, 3072, 4096};

    private final ClientRun run;
    private final PrintWriter err;

    /// @param err for progress and notices
    public CryptoSession(ClientRun run, PrintWriter err) {
        this.run = run;
        this.err = err;
    }

    /// Plays all of it into the run.
    ///
    /// @throws LabException when this JDK lacks an algorithm, or the thread is interrupted while it measures
    public void run(CryptoOptions wanted) throws LabException {
        SecureRandom random = new SecureRandom();
        Recorder recorder = run.trace().recorder(CIPHERS, HERE);
        run.part("crypto");
        run.expect(HERE);
        recorder.record(new VantageObservation.Opened(""));
        try (MeasuringProgress progress =
                new MeasuringProgress(err, run.wording().texts(), System.getenv(), System::nanoTime)) {
            RsaKeyFolder folder =
                    new RsaKeyFolder(RsaKeyFolder.ofUser(System.getenv()), line -> progress.notice("lab: " + line));
            List<KeyPair> keys = new ArrayList<>();
            for (int bits : KEY_BITS) {
                keys.add(folder.open("rsa-" + bits, bits));
            }
            KeyPair bob = keys.get(1);
            KeyPair mallory = folder.open("rsa-" + KEY_BITS[1] + "-mallory", KEY_BITS[1]);
            recorder.record(HostInspection.look());

            new HybridEncryption(recorder, random).send(wanted.message(), bob, mallory);
            List<RsaCapacity> capacities = Works.capacities(keys, random);
            capacities.forEach(recorder::record);
            recorder.record(KeySizes.of(capacities));

            measure(wanted.few() ? Works.few(bob, random) : Works.all(keys, random), wanted, recorder, progress);
            new SharedKey(recorder, random).share(wanted.message());
            recorder.record(new VantageObservation.Closed("", 0));
            run.ended(HERE); // a run that does not come to here has missed nothing: it ended too early
        } catch (GeneralSecurityException e) {
            throw new LabException(
                    ExitCode.LACKING, "this Java cannot do it (" + e.getMessage() + "): use a full JDK 25", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by this mark the run knows that it did not come to its end
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private static void measure(
            List<Work.Item> works, CryptoOptions wanted, Recorder recorder, MeasuringProgress progress)
            throws GeneralSecurityException, InterruptedException {
        List<Cost> costs = new Measuring(System::nanoTime, wanted.plan(), progress).measure(works);
        progress.clear();
        costs.forEach(recorder::record);
        recorder.record(Costs.byOperations(costs));
        recorder.record(Costs.byBytes(costs));
        CostRatio.of(costs).ifPresent(recorder::record);
    }
}
