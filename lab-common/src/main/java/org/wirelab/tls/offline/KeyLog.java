package org.wirelab.tls.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.tls.Bytes;

/// Secrets in NSS key log format (draft-ietf-tls-keylogfile): a label, the client's nonce, the secret; in one line
/// each. Lines that cannot be used are named, the others hold.
public final class KeyLog {

    /// The label of the master secret of TLS 1.2.
    public static final String MASTER_SECRET = "CLIENT_RANDOM";

    /// The label of the pre-master secret of TLS 1.2, by the same nonce; some programs write it.
    public static final String PRE_MASTER_SECRET = "PMS_CLIENT_RANDOM";

    public static final String CLIENT_EARLY = "CLIENT_EARLY_TRAFFIC_SECRET";
    public static final String CLIENT_HANDSHAKE = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
    public static final String SERVER_HANDSHAKE = "SERVER_HANDSHAKE_TRAFFIC_SECRET";
    public static final String CLIENT_APPLICATION = "CLIENT_TRAFFIC_SECRET_0";
    public static final String SERVER_APPLICATION = "SERVER_TRAFFIC_SECRET_0";
    public static final String EXPORTER = "EXPORTER_SECRET";

    /// The label of a pre-master secret, found by the beginning of its encrypted form.
    private static final String RSA = "RSA";

    private static final Set<Integer> HASH_LENGTHS = Set.of(32, 48, 64);
    private static final int MASTER_LENGTH = 48;
    private static final int RANDOM_LENGTH = 32;
    private static final int PREFIX_LENGTH = 8;
    private static final int PROBLEMS_KEPT = 20;

    private final Map<Bytes, Map<String, Bytes>> byRandom = new HashMap<>();
    private final Map<Bytes, Bytes> byEncrypted = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long bad;

    /// A line that cannot be used.
    ///
    /// @param source the file that it stands in
    /// @param line its number, from 1
    /// @param what is wrong with it, in a few words
    public record Problem(String source, int line, String what) {
        @Override
        public String toString() {
            return source + ", line " + line + ": " + what;
        }
    }

    /// Leaves a line that cannot be used.
    private static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String what) {
            super(what);
        }
    }

    /// Adds the lines of a text.
    ///
    /// @param source what to call it in a message
    public void add(String text, String source) {
        int number = 0;
        for (String line : text.split("\r?\n|\r", -1)) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            try {
                add(bare.split("\\s+"));
            } catch (BadLine e) {
                bad++;
                if (problems.size() < PROBLEMS_KEPT) {
                    problems.add(new Problem(source, number, String.valueOf(e.getMessage())));
                }
            }
        }
    }

    private void add(String[] fields) throws BadLine {
        if (!fields[0].matches("[A-Z][A-Z0-9_]*")) {
            throw new BadLine("no label of a key log");
        }
        if (fields.length != 3) {
            throw new BadLine("a line has a label and two values, this one " + (fields.length - 1));
        }
        if (fields[0].equals(RSA)) {
            byEncrypted.put(value(fields[1], PREFIX_LENGTH), value(fields[2], MASTER_LENGTH));
            return;
        }
        Bytes random = value(fields[1], RANDOM_LENGTH);
        Bytes secret = fields[0].equals(MASTER_SECRET) ? value(fields[2], MASTER_LENGTH) : value(fields[2]);
        if (fields[0].endsWith("_TRAFFIC_SECRET") && !HASH_LENGTHS.contains(secret.length())) {
            throw new BadLine("a traffic secret is as long as a hash, not " + secret.length() + " bytes");
        }
        byRandom.computeIfAbsent(random, _ -> new HashMap<>(8)).put(fields[0], secret);
    }

    private static Bytes value(String hex, int length) throws BadLine {
        Bytes value = value(hex);
        if (value.length() != length) {
            throw new BadLine("a value of " + value.length() + " bytes where " + length + " are needed");
        }
        return value;
    }

    private static Bytes value(String hex) throws BadLine {
        try {
            return Bytes.parse(hex);
        } catch (IllegalArgumentException e) {
            throw new BadLine("a value that is not whole bytes in hexadecimal digits");
        }
    }

    /// The secret with this label of the connection whose client sent this nonce.
    public Optional<Bytes> secret(String label, Bytes clientRandom) {
        return Optional.ofNullable(byRandom.getOrDefault(clientRandom, Map.of()).get(label));
    }

    /// The pre-master secret that travelled encrypted like this.
    public Optional<Bytes> preMasterSecret(Bytes encrypted) {
        return encrypted.length() < PREFIX_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(byEncrypted.get(encrypted.slice(0, PREFIX_LENGTH)));
    }

    /// True when there is a line for the connection whose client sent this nonce.
    public boolean knows(Bytes clientRandom) {
        return byRandom.containsKey(clientRandom);
    }

    /// True when no line could be used.
    public boolean isEmpty() {
        return byRandom.isEmpty() && byEncrypted.isEmpty();
    }

    /// The first lines that could not be used.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// How many lines could not be used.
    public long badLines() {
        return bad;
    }
}
