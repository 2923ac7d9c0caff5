package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A client of TLS 1.2 with TLS_RSA_WITH_AES_128_CBC_SHA256, made by hand so that it can do each step wrong.
final class HandMadeClient implements AutoCloseable {

    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int BLOCK = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();
    private final byte[] clientRandom = random(32);
    private byte[] serverRandom = new byte[0];
    private byte[] masterSecret = new byte[0];
    private byte[] keyBlock = new byte[0];
    private RSAPublicKey serverKey;
    private long sequence;

    private HandMadeClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /// Connects and has the server's first flight.
    static HandMadeClient greeted(InetSocketAddress server, byte[]... extensions) throws Exception {
        HandMadeClient client = new HandMadeClient(server);
        client.greet(concatenation(extensions));
        return client;
    }

    /// An extension of ClientHello.
    static byte[] extension(int type, byte[] data) {
        return concatenation(
                new byte[] {(byte) (type >> 8), (byte) type, (byte) (data.length >> 8), (byte) data.length}, data);
    }

    /// RFC 6066 §3, with any text for a name.
    static byte[] serverName(String name) {
        byte[] text = name.getBytes(UTF_8);
        return extension(0, vector(2, concatenation(new byte[1], vector(2, text))));
    }

    /// RFC 7301 §3.1, with any texts for protocols.
    static byte[] protocols(String... names) {
        byte[] list = new byte[0];
        for (String name : names) {
            list = concatenation(list, vector(1, name.getBytes(UTF_8)));
        }
        return extension(16, vector(2, list));
    }

    private static byte[] vector(int lengthBytes, byte[] content) {
        byte[] length = lengthBytes == 1
                ? new byte[] {(byte) content.length}
                : new byte[] {(byte) (content.length >> 8), (byte) content.length};
        return concatenation(length, content);
    }

    /// Connects and says nothing yet.
    static HandMadeClient silent(InetSocketAddress server) throws IOException {
        return new HandMadeClient(server);
    }

    /// A whole ClientHello in its record.
    static byte[] clientHello() {
        return record(HANDSHAKE, helloMessage(random(32), new byte[0]));
    }

    static byte[] helloMessage(byte[] random, byte[] extensions) {
        byte[] body = concatenation(new byte[] {3, 3}, random, hex("00"), hex("0004 003c 00ff"), hex("0100"));
        return message(1, extensions.length == 0 ? body : concatenation(body, vector(2, extensions)));
    }

    static byte[] message(int type, byte[] body) {
        return concatenation(
                new byte[] {(byte) type, (byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length},
                body);
    }

    static byte[] record(int type, byte[] fragment) {
        return concatenation(
                new byte[] {(byte) type, 3, 3, (byte) (fragment.length >> 8), (byte) fragment.length}, fragment);
    }

    RSAPublicKey serverKey() {
        return serverKey;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Everything that the server still says, to the end; `reset` when it ends the connection abruptly.
    String rest() throws IOException {
        try {
            return HexFormat.of().formatHex(in.readAllBytes());
        } catch (SocketException _) {
            return "reset";
        }
    }

    /// True when the server says nothing for so long. Only ever used where silence is right: a slow server passes
    /// too.
    boolean saysNothingFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    /// All that the server still says under its keys, opened: `alert 2 20, end`.
    String restInTheClear() throws Exception {
        StringBuilder words = new StringBuilder();
        try {
            while (true) {
                words.append(nextInTheClear()).append(", ");
            }
        } catch (SocketException _) {
            return words + "reset";
        } catch (IOException _) {
            return words + "end";
        }
    }

    /// The next record under the server's keys, opened: `alert 2 20`.
    String nextInTheClear() throws IOException, GeneralSecurityException {
        byte[] record = readRecord();
        byte[] content = opened(record);
        return record[0] == 21 ? "alert " + content[0] + " " + content[1] : "type " + record[0];
    }

    /// Says that nothing more will come.
    void endOfWords() throws IOException {
        socket.shutdownOutput();
    }

    /// All that the server answers to a request, to the end of the connection.
    String answerTo(String request) throws Exception {
        send(sealed(APPLICATION_DATA, request.getBytes(UTF_8), UnaryOperator.identity()));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] record = readRecord();
        while (record[0] == APPLICATION_DATA) {
            byte[] plaintext = opened(record);
            int behind = 1 + plaintext[plaintext.length - 1] + 32;
            answer.write(plaintext, 0, plaintext.length - behind);
            record = readRecord();
        }
        return answer.toString(UTF_8);
    }

    private byte[] opened(byte[] record) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE, new SecretKeySpec(keyBlock, 80, 16, "AES"), new IvParameterSpec(record, 5, BLOCK));
        return cipher.doFinal(record, 5 + BLOCK, record.length - 5 - BLOCK);
    }

    /// ClientKeyExchange with these bytes for the encrypted secret, then ChangeCipherSpec and a Finished under
    /// the keys of another secret.
    ///
    /// @param secret the client's own, whatever it has sent
    void finishWith(byte[] encryptedSecret, byte[] secret) throws Exception {
        send(lastFlight(encryptedSecret, secret));
    }

    byte[] lastFlight(byte[] encryptedSecret, byte[] secret) throws Exception {
        byte[] exchange = message(
                16,
                concatenation(
                        new byte[] {(byte) (encryptedSecret.length >> 8), (byte) encryptedSecret.length},
                        encryptedSecret));
        transcript.writeBytes(exchange);
        masterSecret = prf(secret, "master secret", concatenation(clientRandom, serverRandom), 48);
        keyBlock = prf(masterSecret, "key expansion", concatenation(serverRandom, clientRandom), 96);
        byte[] verifyData = prf(
                masterSecret,
                "client finished",
                MessageDigest.getInstance("SHA-256").digest(transcript.toByteArray()),
                12);
        return concatenation(
                record(HANDSHAKE, exchange),
                record(20, new byte[] {1}),
                sealed(HANDSHAKE, message(20, verifyData), UnaryOperator.identity()));
    }

    /// A whole handshake; afterwards the connection is open.
    static HandMadeClient open(InetSocketAddress server, byte[]... extensions) throws Exception {
        HandMadeClient client = greeted(server, extensions);
        byte[] secret = preMasterSecret();
        client.finishWith(client.encrypted(padded(client.serverKey, secret)), secret);
        client.readRecord(); // ChangeCipherSpec
        client.readRecord(); // Finished
        return client;
    }

    /// A record under the client's keys (RFC 5246 §6.2.3.2).
    ///
    /// @param spoil changes content, MAC and padding before they are encrypted
    byte[] sealed(int type, byte[] content, UnaryOperator<byte[]> spoil) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keyBlock, 0, 32, "HmacSHA256"));
        byte[] header = {(byte) type, 3, 3, (byte) (content.length >> 8), (byte) content.length};
        mac.update(ByteBuffer.allocate(8).putLong(sequence++).array());
        mac.update(header);
        byte[] code = mac.doFinal(content);
        int padding = BLOCK - (content.length + code.length) % BLOCK;
        byte[] pad = new byte[padding];
        Arrays.fill(pad, (byte) (padding - 1));
        byte[] plaintext = spoil.apply(concatenation(content, code, pad));
        byte[] iv = random(BLOCK);
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keyBlock, 64, 16, "AES"), new IvParameterSpec(iv));
        return record(type, concatenation(iv, cipher.doFinal(plaintext)));
    }

    /// The RSA function alone (RFC 8017 §5.1.1): the padding is the caller's.
    byte[] encrypted(byte[] encoded) {
        BigInteger ciphertext =
                new BigInteger(1, encoded).modPow(serverKey.getPublicExponent(), serverKey.getModulus());
        return fixed(ciphertext, length(serverKey));
    }

    static byte[] fixed(BigInteger number, int length) {
        byte[] octets = number.toByteArray();
        byte[] fixed = new byte[length];
        int size = Math.min(length, octets.length);
        System.arraycopy(octets, octets.length - size, fixed, length - size, size);
        return fixed;
    }

    static int length(RSAPublicKey key) {
        return (key.getModulus().bitLength() + 7) / 8;
    }

    static byte[] preMasterSecret() {
        byte[] secret = random(48);
        secret[0] = 3;
        secret[1] = 3;
        return secret;
    }

    /// RFC 8017 §7.2.1: 00 02, nonzero random bytes, 00, the secret.
    static byte[] padded(RSAPublicKey key, byte[] secret) {
        byte[] encoded = random(length(key));
        for (int i = 2; i < encoded.length - secret.length - 1; i++) {
            encoded[i] |= 1;
        }
        encoded[0] = 0;
        encoded[1] = 2;
        encoded[encoded.length - secret.length - 1] = 0;
        System.arraycopy(secret, 0, encoded, encoded.length - secret.length, secret.length);
        return encoded;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    static byte[] concatenation(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void greet(byte[] extensions) throws Exception {
        byte[] hello = helloMessage(clientRandom, extensions);
        transcript.writeBytes(hello);
        send(record(HANDSHAKE, hello));
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        for (boolean done = false; !done; ) {
            byte[] record = readRecord();
            if (record[0] != HANDSHAKE) {
                throw new IOException("no handshake record: " + HexFormat.of().formatHex(record));
            }
            flight.write(record, 5, record.length - 5);
            done = takenApart(flight.toByteArray());
        }
        transcript.writeBytes(flight.toByteArray());
    }

    /// ServerHello, Certificate, ServerHelloDone.
    private boolean takenApart(byte[] flight) throws GeneralSecurityException {
        for (int at = 0; at + 4 <= flight.length; ) {
            int end = at + 4 + ((flight[at + 1] & 0xff) << 16 | (flight[at + 2] & 0xff) << 8 | (flight[at + 3] & 0xff));
            if (end > flight.length) {
                return false;
            }
            switch (flight[at]) {
                case 2 -> serverRandom = Arrays.copyOfRange(flight, at + 6, at + 38);
                case 11 ->
                    serverKey = (RSAPublicKey) ((X509Certificate) CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new java.io.ByteArrayInputStream(flight, at + 10, end - at - 10)))
                            .getPublicKey();
                case 14 -> {
                    return true;
                }
                default -> throw new AssertionError("handshake message " + flight[at]);
            }
            at = end;
        }
        return false;
    }

    byte[] readRecord() throws IOException {
        byte[] header = new byte[5];
        try {
            in.readFully(header);
        } catch (EOFException _) {
            throw new IOException("the server closed the connection");
        }
        byte[] fragment = new byte[(header[3] & 0xff) << 8 | (header[4] & 0xff)];
        in.readFully(fragment);
        return concatenation(header, fragment);
    }

    /// RFC 5246 §5.
    private static byte[] prf(byte[] secret, String label, byte[] seed, int length) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] labelled = concatenation(label.getBytes(US_ASCII), seed);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] a = labelled;
        while (output.size() < length) {
            a = mac.doFinal(a);
            output.writeBytes(mac.doFinal(concatenation(a, labelled)));
        }
        return Arrays.copyOf(output.toByteArray(), length);
    }
}
