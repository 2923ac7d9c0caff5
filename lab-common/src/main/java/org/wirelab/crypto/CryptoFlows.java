package org.wirelab.crypto;

import java.util.List;
import java.util.function.Predicate;
import org.wirelab.crypto.Opened.Attempt;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// What the notes say of encryption, as data: the five sentences of `crypto`.
///
/// Whether a cipher is *strong* no run of it shows; what is judged is who can open a message, and what it costs.
public final class CryptoFlows {

    private static final Letter<String> KEY = Letter.hidden("key");
    private static final Letter<Boolean> RECEIVER_OPENED = Letter.hidden("opened by the receiver");
    private static final Letter<Boolean> OTHERS_REFUSED = Letter.hidden("refused to others");
    private static final Letter<String> RATIO = Letter.of("bytes/s, AES-128-GCM to RSA-2048");
    private static final Letter<String> PUBLIC_COST = Letter.of("RSA-2048 decryptions/s");
    private static final Letter<String> SYMMETRIC_COST = Letter.of("AES-128-GCM bytes/s");

    private static final Step<?> ONLY_THE_PRIVATE_KEY_OPENS = Step.of(
                    "crypto.public.1", Opened.class, opened(Family.PUBLIC_KEY, Attempt.RECEIVER))
            .seenBy(Source.CRYPTO)
            .let(RECEIVER_OPENED, Opened::whole)
            .check("the private key of the receiver opens it", Opened::whole)
            .or(Opened.class, opened(Family.PUBLIC_KEY, Attempt.OTHER_KEY))
            .let(OTHERS_REFUSED, opened -> !opened.opened())
            .check("another private key does not open it", opened -> !opened.opened())
            .differsWhen(
                    KeySizes.class,
                    (sizes, letters) -> letters.is(RECEIVER_OPENED, true)
                            && letters.is(OTHERS_REFUSED, true)
                            && sizes.bits() < sizes.minimum(),
                    "crypto.public.1.size",
                    sizes -> List.of(
                            Integer.toString(sizes.bits()),
                            Integer.toString(sizes.minimum()),
                            Integer.toString(sizes.carriesOaep()),
                            Integer.toString(sizes.carriesPkcs1())))
            .each()
            .atLeast(2)
            .unordered();

    private static final Step<?> PUBLIC_KEY_IS_COSTLY = Step.of("crypto.public.2", CostRatio.class, _ -> true)
            .seenBy(Source.CRYPTO)
            .let(
                    PUBLIC_COST,
                    ratio -> Magnitude.of(
                            ratio.publicBytes().median() / ratio.publicKey().bytes()))
            .let(RATIO, CostRatio::inWords)
            .check("opening with RSA carries far fewer bytes a second than AES, in every round", CostRatio::clear)
            .unordered();

    private static final Step<?> BOTH_USE_ONE_KEY = Step.of(
                    "crypto.symmetric.1", Sent.class, (sent, letters) -> symmetric(sent) && !letters.has(KEY))
            .seenBy(Source.CRYPTO)
            .let(KEY, Sent::keyHash)
            .or(Opened.class, opened(Family.SYMMETRIC, Attempt.RECEIVER))
            .check(
                    "the receiver opens it with the key that it was encrypted with",
                    (opened, letters) -> opened.whole() && letters.is(KEY, opened.keyHash()),
                    KEY)
            .or(Opened.class, opened(Family.SYMMETRIC, Attempt.OTHER_KEY))
            .check(
                    "another key does not open it",
                    (opened, letters) -> !opened.opened() && !letters.is(KEY, opened.keyHash()),
                    KEY)
            .each()
            .atLeast(3)
            .until(KeysNeeded.class, _ -> true)
            .unordered();

    private static final Step<?> SYMMETRIC_IS_CHEAP = Step.of("crypto.symmetric.2", CostRatio.class, _ -> true)
            .seenBy(Source.CRYPTO)
            .let(SYMMETRIC_COST, ratio -> Magnitude.of(ratio.symmetricBytes().median()))
            .check("AES carries far more bytes a second than opening with RSA, in every round", CostRatio::clear)
            .unordered();

    private static final Step<?> SHARING_IS_THE_DANGER = Step.of(
                    "crypto.symmetric.3", Opened.class, opened(Family.SYMMETRIC, Attempt.THIRD_HOLDER))
            .seenBy(Source.CRYPTO)
            .check("every holder of the key can read what is not for him", Opened::whole)
            .or(Opened.class, opened(Family.SYMMETRIC, Attempt.FORGERY))
            .check("every holder of the key can write in the name of another", Opened::whole)
            .or(Opened.class, opened(Family.SYMMETRIC, Attempt.LEAKED_KEY))
            .check("whoever comes by the key opens what was recorded before", Opened::whole)
            .each()
            .atLeast(3)
            .until(KeysNeeded.class, _ -> true)
            .unordered();

    /// The flow `crypto`.
    public static final Flow ENCRYPTION = Flow.of(
            "crypto",
            ONLY_THE_PRIVATE_KEY_OPENS,
            PUBLIC_KEY_IS_COSTLY,
            BOTH_USE_ONE_KEY,
            SYMMETRIC_IS_CHEAP,
            SHARING_IS_THE_DANGER);

    /// Every flow of encryption.
    public static final List<Flow> ALL = List.of(ENCRYPTION);

    private CryptoFlows() {}

    private static Predicate<Opened> opened(Family family, Attempt attempt) {
        return opened -> opened.is(family, attempt);
    }

    private static boolean symmetric(Sent sent) {
        return sent.family() == Family.SYMMETRIC;
    }
}
