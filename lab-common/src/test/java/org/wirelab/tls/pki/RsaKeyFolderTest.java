package org.wirelab.tls.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RsaKeyFolderTest {

    private static final int BITS = 1024;

    @TempDir
    private Path home;

    private final List<String> notices = new ArrayList<>();

    private KeyPair open(int bits) throws Exception {
        return new RsaKeyFolder(home.resolve("keys"), notices::add).open("one", bits);
    }

    private Path file() {
        return home.resolve("keys").resolve("one.key");
    }

    @Test
    void aKeyIsMadeOnceAndFoundAgain() throws Exception {
        KeyPair made = open(BITS);
        KeyPair found = open(BITS);

        assertThat(found.getPrivate()).isEqualTo(made.getPrivate());
        assertThat(found.getPublic()).isEqualTo(made.getPublic());
        assertThat(notices).singleElement().asString().contains("1024 bits");
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        open(BITS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        open(BITS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyIsNamedAndMadeAnew() throws Exception {
        KeyPair made = open(BITS);
        Files.writeString(file(), "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
        KeyPair anew = open(BITS);

        assertThat(anew.getPrivate()).isNotEqualTo(made.getPrivate());
        assertThat(notices).anyMatch(line -> line.contains("one.key") && line.contains("made anew"));
    }

    @Test
    void aKeyOfAnotherSizeIsMadeAnew() throws Exception {
        open(BITS);

        assertThat(((RSAKey) open(BITS + 256).getPublic()).getModulus().bitLength())
                .isEqualTo(BITS + 256);
    }

    @Test
    void aFolderThatCannotBeMadeLeavesAKeyForThisRun() throws Exception {
        Path inTheWay = Files.writeString(home.resolve("file"), "");
        RsaKeyFolder folder = new RsaKeyFolder(inTheWay.resolve("keys"), notices::add);

        assertThat(folder.open("one", BITS)).isNotNull();
        assertThat(notices).anyMatch(line -> line.contains("cannot be kept"));
    }
}
