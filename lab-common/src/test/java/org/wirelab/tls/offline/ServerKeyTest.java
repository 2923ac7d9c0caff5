package org.wirelab.tls.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wirelab.tls.Bytes;

class ServerKeyTest {

    private static KeyPair pair;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        pair = generator.generateKeyPair();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static Bytes encrypted(byte[] secret) throws Exception {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        return Bytes.of(cipher.doFinal(secret));
    }

    @Test
    void pkcs8AndPkcs1AreTheSameKey() throws Exception {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        ServerKey one = ServerKey.parse("text before\n" + pem("PRIVATE KEY", pkcs8), "server.key");
        // RFC 5958 §2: the PKCS#1 key is the content of the octet string that ends the structure
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        ServerKey other = ServerKey.parse(pem("RSA PRIVATE KEY", pkcs1), "server.key");
        assertThat(other).isEqualTo(one);
        assertThat(one.fits(pair.getPublic())).isTrue();
    }

    @Test
    void itDecryptsThePreMasterSecret() throws Exception {
        byte[] secret = new byte[48];
        Arrays.fill(secret, (byte) 3);
        ServerKey key = ServerKey.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "server.key");
        assertThat(key.decrypt(encrypted(secret))).contains(Bytes.of(secret));
        assertThat(key.decrypt(encrypted(new byte[40]))).isEmpty();
        assertThat(key.decrypt(Bytes.of(new byte[128]))).isEmpty();
        assertThat(key.decrypt(Bytes.of(new byte[5]))).isEmpty();
    }

    @Test
    void whatIsNoSuchKeyIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> ServerKey.parse("nothing", "f")).hasMessageContaining("no private key in PEM");
        assertThatThrownBy(() -> ServerKey.parse(pem("CERTIFICATE", new byte[9]), "f"))
                .hasMessageContaining("a CERTIFICATE, no private key");
        assertThatThrownBy(() -> ServerKey.parse(pem("ENCRYPTED PRIVATE KEY", new byte[9]), "f"))
                .hasMessageContaining("openssl pkey");
        assertThatThrownBy(() -> ServerKey.parse(pem("EC PRIVATE KEY", new byte[9]), "f"))
                .hasMessageContaining("decrypts nothing");
        assertThatThrownBy(() -> ServerKey.parse(pem("PRIVATE KEY", new byte[9]), "f"))
                .hasMessageContaining("no RSA key");
    }

    @Test
    void itsTextDoesNotShowIt() throws Exception {
        ServerKey key = ServerKey.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "server.key");
        assertThat(key.toString()).isEqualTo("RSA 1024 (server.key)");
    }
}
