package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.wirelab.crypto.Opened.Attempt;
import org.wirelab.trace.Observation;

/// The hybrid message and the shared key, as they are recorded.
class DemonstrationsTest {

    private static final String MESSAGE = "다리에서 아홉 시에 만나요";

    private final List<Observation> seen = new ArrayList<>();

    private void hybrid(KeyPair bob, KeyPair mallory) throws Exception {
        new HybridEncryption(seen::add, new SecureRandom()).send(MESSAGE, bob, mallory);
    }

    private void shared() throws Exception {
        new SharedKey(seen::add, new SecureRandom()).share(MESSAGE);
    }

    private <O> List<O> all(Class<O> type) {
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Opened attempt(Attempt attempt) {
        return all(Opened.class).stream()
                .filter(opened -> opened.attempt() == attempt)
                .findFirst()
                .orElseThrow();
    }

    private ShownValue value(String party, String name) {
        return all(ShownValue.class).stream()
                .filter(value -> value.party().equals(party) && value.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bobReadsWhatAliceWroteAndMalloryDoesNot() throws Exception {
        hybrid(TestKeys.BOB, TestKeys.MALLORY);

        assertThat(attempt(Attempt.RECEIVER).whole()).isTrue();
        assertThat(attempt(Attempt.RECEIVER).text()).isEqualTo(MESSAGE);
        assertThat(attempt(Attempt.OTHER_KEY).opened()).isFalse();
        assertThat(attempt(Attempt.OTHER_KEY).text()).isNull();
        assertThat(attempt(Attempt.OTHER_KEY).refusal()).contains("Padding").doesNotContain("Exception");
        assertThat(value("bob", "session key").value())
                .isEqualTo(value("alice", "session key").value());
        assertThat(all(ShownValue.class))
                .noneMatch(
                        value -> value.party().equals("mallory") && value.name().equals("session key"));
    }

    @Test
    void whatTravelsOpensWithNothingButTheShownSessionKey() throws Exception {
        hybrid(TestKeys.BOB, TestKeys.MALLORY);
        Sent sent = all(Sent.class).getFirst();
        HexFormat hex = HexFormat.of();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hex.parseHex(value("alice", "session key").value()), "AES"),
                new GCMParameterSpec(128, hex.parseHex(sent.parts().get("nonce"))));

        byte[] opened = cipher.doFinal(hex.parseHex(sent.parts().get("ciphertext")));

        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(MESSAGE);
        assertThat(sent.parts().get("encrypted key")).hasSize(512);
    }

    /// The lab would say so if a private key that is not the receiver's opened the message.
    @Test
    void whoHoldsBobsKeyReadsItWhateverHisName() throws Exception {
        hybrid(TestKeys.BOB, TestKeys.BOB);

        assertThat(attempt(Attempt.OTHER_KEY).whole()).isTrue();
    }

    @Test
    void everyHolderOfTheSharedKeyReadsAndWritesInAnyName() throws Exception {
        shared();

        assertThat(attempt(Attempt.RECEIVER).whole()).isTrue();
        assertThat(attempt(Attempt.OTHER_KEY).opened()).isFalse();
        assertThat(attempt(Attempt.THIRD_HOLDER).text()).isEqualTo(MESSAGE);
        assertThat(attempt(Attempt.FORGERY).whole()).isTrue();
        assertThat(attempt(Attempt.LEAKED_KEY).text()).isEqualTo(MESSAGE);
        Sent forged = all(Sent.class).getLast();
        assertThat(forged.from()).isEqualTo("carol");
        assertThat(forged.claims()).isEqualTo("alice");
        assertThat(forged.details()).contains("says it is from alice");
    }

    @Test
    void noTwoMessagesHaveTheSameNonce() throws Exception {
        shared();

        assertThat(all(Sent.class))
                .extracting(sent -> sent.parts().get("nonce"))
                .doesNotHaveDuplicates();
    }

    @Test
    void threePartiesNeedThreeKeysAndAThousandHalfAMillion() throws Exception {
        shared();

        assertThat(all(KeysNeeded.class).getFirst().counts())
                .extracting(KeysNeeded.Count::shared)
                .containsExactly(3L, 45L, 4_950L, 499_500L);
    }
}
