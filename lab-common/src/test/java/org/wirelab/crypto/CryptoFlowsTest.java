package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judge;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// The five sentences, held against what really happened and against what did not.
class CryptoFlowsTest {

    private static final Conversation HERE = new Conversation("localhost");
    private static final Vantage CIPHERS = new Vantage(Source.CRYPTO, Side.CLIENT);

    private final List<Observation> seen = new ArrayList<>();

    private void documented() throws Exception {
        SecureRandom random = new SecureRandom();
        new HybridEncryption(seen::add, random).send("m", TestKeys.BOB, TestKeys.MALLORY);
        seen.add(KeySizes.of(Works.capacities(List.of(TestKeys.SMALL, TestKeys.BOB), random)));
        seen.add(ratio(1_000, 1_000_000));
        new SharedKey(seen::add, random).share("m");
    }

    private static CostRatio ratio(double rsa, double aes) {
        return CostRatio.of(List.of(
                        row("RSA-2048", Family.PUBLIC_KEY, 190, rsa), row("AES-128-GCM", Family.SYMMETRIC, 1_000, aes)))
                .orElseThrow();
    }

    private static Cost row(String algorithm, Family family, int bytes, double perSecond) {
        Operation operation = new Operation(algorithm, "decrypt", family, "script", bytes);
        Spread spread = new Spread(perSecond * 0.9, perSecond, perSecond * 1.1);
        return new Cost(operation, 3, 3, 1, spread, Optional.of(spread.times(bytes)));
    }

    private Map<String, Finding> judged() {
        WrittenTrace trace = new WrittenTrace();
        Judge judge = new Judge(CryptoFlows.ENCRYPTION, HERE);
        judge.on(trace.opened(CIPHERS));
        seen.forEach(observation -> judge.on(trace.seen(CIPHERS, HERE, observation)));
        judge.on(trace.closed(CIPHERS, 0));
        judge.close();
        Map<String, Finding> findings = new LinkedHashMap<>();
        judge.findings().forEach(finding -> findings.put(finding.step(), finding));
        return findings;
    }

    private Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        judged().forEach((step, finding) -> verdicts.put(step, finding.verdict().label()));
        return verdicts;
    }

    @Test
    void theDocumentedRunDiffersInTheSizeOfTheKeyAlone() throws Exception {
        documented();

        assertThat(verdicts())
                .containsEntry("crypto.public.1", "differs")
                .containsEntry("crypto.public.2", "confirmed")
                .containsEntry("crypto.symmetric.1", "confirmed")
                .containsEntry("crypto.symmetric.2", "confirmed")
                .containsEntry("crypto.symmetric.3", "confirmed")
                .hasSize(5);
    }

    @Test
    void theDifferenceNamesTheBitsTheMinimumAndWhatOneOperationCarried() throws Exception {
        documented();
        Finding finding = judged().get("crypto.public.1");

        assertThat(finding.verdict().why().orElseThrow().arguments()).containsExactly("1024", "2048", "190", "245");
        assertThat(finding.evidence()).hasSize(3);
    }

    @Test
    void aMessageThatOpensWithAnotherPrivateKeyContradicts() throws Exception {
        new HybridEncryption(seen::add, new SecureRandom()).send("m", TestKeys.BOB, TestKeys.BOB);
        seen.add(KeySizes.of(Works.capacities(List.of(TestKeys.BOB), new SecureRandom())));

        assertThat(verdicts()).containsEntry("crypto.public.1", "contradicted");
    }

    @Test
    void aSizeAloneSaysNothingOfWhoOpensAMessage() throws Exception {
        seen.add(KeySizes.of(Works.capacities(List.of(TestKeys.BOB), new SecureRandom())));

        assertThat(verdicts()).containsEntry("crypto.public.1", "missing");
    }

    @Test
    void aRatioThatANoisyMachineCouldMakeContradictsTheCosts() {
        seen.add(ratio(1_000, 500));

        assertThat(verdicts())
                .containsEntry("crypto.public.2", "contradicted")
                .containsEntry("crypto.symmetric.2", "contradicted");
    }

    @Test
    void theSpreadCountsNotOnlyTheMedian() {
        CostRatio close = ratio(1_000, 2_200);

        assertThat(close.times()).isGreaterThan(CostRatio.CLEAR);
        assertThat(close.atLeastTimes()).isLessThan(CostRatio.CLEAR);
        assertThat(close.clear()).isFalse();
    }

    @Test
    void withoutAMeasurementTheCostsAreMissing() {
        assertThat(verdicts())
                .containsEntry("crypto.public.2", "missing")
                .containsEntry("crypto.symmetric.2", "missing");
    }

    @Test
    void aReceiverWithAnotherKeyThanTheSendersContradictsTheOneKey() throws Exception {
        new SharedKey(seen::add, new SecureRandom()).share("m");
        seen.replaceAll(CryptoFlowsTest::withAnotherKeyForTheReceiver);

        assertThat(verdicts()).containsEntry("crypto.symmetric.1", "contradicted");
    }

    @Test
    void aForgeryThatIsNoticedContradictsTheDanger() throws Exception {
        new SharedKey(seen::add, new SecureRandom()).share("m");
        seen.replaceAll(CryptoFlowsTest::withTheForgeryRefused);

        assertThat(verdicts()).containsEntry("crypto.symmetric.3", "contradicted");
    }

    private static Observation withAnotherKeyForTheReceiver(Observation observation) {
        return observation instanceof Opened opened && opened.is(Family.SYMMETRIC, Opened.Attempt.RECEIVER)
                ? new Opened(
                        opened.party(),
                        opened.attempt(),
                        opened.family(),
                        opened.cipher(),
                        "00".repeat(32),
                        true,
                        opened.sentHash(),
                        opened.openedHash(),
                        opened.text(),
                        null)
                : observation;
    }

    private static Observation withTheForgeryRefused(Observation observation) {
        return observation instanceof Opened opened && opened.attempt() == Opened.Attempt.FORGERY
                ? new Opened(
                        opened.party(),
                        opened.attempt(),
                        opened.family(),
                        opened.cipher(),
                        opened.keyHash(),
                        false,
                        opened.sentHash(),
                        null,
                        null,
                        "refused")
                : observation;
    }
}
