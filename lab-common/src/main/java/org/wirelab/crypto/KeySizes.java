package org.wirelab.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// The number of the notes in bits, beside the sizes of RSA keys: how large each number is, what it carries, and
/// whether today's rules allow it.
///
/// @param decimalExponent of the notes' number: 308 for 10^308
/// @param bits how many bits that number has
/// @param minimum the least that the rules allow, in bits
/// @param carriesPkcs1 what one operation of the least allowed key carries with the padding of PKCS #1 v1.5, in bytes
/// @param carriesOaep the same with OAEP and SHA-256
/// @param sizes what was tried
@Kind("crypto.key_sizes")
public record KeySizes(int decimalExponent, int bits, int minimum, int carriesPkcs1, int carriesOaep, List<Size> sizes)
        implements CryptoObservation, Note, Worded {

    /// The notes' private key is a number of about 10^308.
    public static final int NOTES_EXPONENT = 308;

    /// NIST SP 800-131A Rev. 2 §6, table 5: transporting keys with RSA is disallowed below 2048 bits.
    public static final int MINIMUM = 2048;

    /// One size of key.
    ///
    /// @param bits of its modulus
    /// @param power 2 to the power of that, as people write it: `1.80·10^308`
    /// @param pkcs1 bytes that one operation carried with the padding of PKCS #1 v1.5
    /// @param oaep bytes that one operation carried with OAEP and SHA-256
    /// @param allowed whether the rules allow it
    public record Size(int bits, String power, int pkcs1, int oaep, boolean allowed) {}

    public KeySizes {
        sizes = List.copyOf(sizes);
    }

    /// What these capacities come to.
    ///
    /// @throws IllegalArgumentException when the least allowed size is not among them
    public static KeySizes of(List<RsaCapacity> capacities) {
        List<Size> sizes = capacities.stream()
                .map(RsaCapacity::keyBits)
                .distinct()
                .map(bits -> new Size(
                        bits,
                        powerOfTwo(bits),
                        carried(capacities, bits, RsaCapacity.Padding.PKCS1),
                        carried(capacities, bits, RsaCapacity.Padding.OAEP),
                        bits >= MINIMUM))
                .toList();
        return new KeySizes(
                NOTES_EXPONENT,
                BigInteger.TEN.pow(NOTES_EXPONENT).bitLength(),
                MINIMUM,
                carried(capacities, MINIMUM, RsaCapacity.Padding.PKCS1),
                carried(capacities, MINIMUM, RsaCapacity.Padding.OAEP),
                sizes);
    }

    /// 2 to this power with two decimals: `1.80·10^308`.
    static String powerOfTwo(int bits) {
        return scientific(BigInteger.TWO.pow(bits));
    }

    /// A number with two decimals and its power of ten.
    static String scientific(BigInteger number) {
        int exponent = number.toString().length() - 1;
        BigInteger scale = BigInteger.TEN.pow(Math.max(0, exponent - 2));
        BigInteger half = scale.shiftRight(1);
        String digits = number.add(half).divide(scale).toString();
        if (digits.length() > 3) { // 9.999 became 10.00
            exponent++;
        }
        return digits.charAt(0) + "." + digits.substring(1, 3) + "·10^" + exponent;
    }

    private static int carried(List<RsaCapacity> capacities, int bits, RsaCapacity.Padding padding) {
        return capacities.stream()
                .filter(capacity -> capacity.keyBits() == bits && capacity.padding() == padding)
                .mapToInt(RsaCapacity::largest)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("RSA-" + bits + " was not tried with " + padding));
    }

    @Override
    public String title() {
        return "10^" + decimalExponent + " is a number of " + bits + " bits: 2^" + bits + " = " + powerOfTwo(bits);
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        for (Size size : sizes) {
            lines.add("RSA-" + size.bits + ": " + size.power + "; PKCS #1 " + size.pkcs1 + " bytes, OAEP " + size.oaep
                    + "; " + (size.allowed ? "allowed" : "disallowed"));
        }
        return lines;
    }

    @Override
    public String textKey() {
        return "crypto.key_sizes";
    }

    @Override
    public List<String> textArguments() {
        return List.of(Integer.toString(minimum));
    }
}
