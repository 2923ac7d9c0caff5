package org.wirelab.tls.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAKey;
import java.util.Map;
import java.util.function.Consumer;

/// The folder where the lab keeps RSA keys of several sizes between runs, since making them is slow: `NAME.key`, each
/// 0600, in a folder 0700. What is missing or damaged is made anew, under a lock and by renaming.
public final class RsaKeyFolder {

    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final Consumer<String> notices;

    /// @param notices takes one line for the user when a key is made, was damaged or cannot be kept
    public RsaKeyFolder(Path folder, Consumer<String> notices) {
        this.folder = folder;
        this.notices = notices;
    }

    /// The user's own folder, beside that of the certificates: `$XDG_CACHE_HOME/wirelab/keys`.
    public static Path ofUser(Map<String, String> environment) {
        return PkiFolder.ofUser(environment).resolveSibling("keys");
    }

    /// The key with this name, made with so many bits when it is not there yet.
    ///
    /// @throws GeneralSecurityException when this JDK cannot make it
    public KeyPair open(String name, int bits) throws GeneralSecurityException {
        synchronized (ONE_AT_A_TIME) {
            try {
                PemFiles.createFolder(folder);
                Path lock = PemFiles.createFile(folder.resolve(".lock"));
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    return kept(folder.resolve(name + ".key"), bits);
                }
            } catch (IOException e) {
                notices.accept("RSA keys cannot be kept in " + folder + " (" + PemFiles.reason(e)
                        + "): made for this run only");
                return made(bits);
            }
        }
    }

    private KeyPair kept(Path file, int bits) throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            try {
                KeyPair keys = PemFiles.readKey(file);
                if (((RSAKey) keys.getPublic()).getModulus().bitLength() == bits) {
                    return keys;
                }
                notices.accept(file + " is no key of " + bits + " bits: made anew");
            } catch (PemFiles.Damaged e) {
                notices.accept(e.getMessage() + ": made anew");
            }
        }
        KeyPair keys = made(bits);
        PemFiles.write(file, "PRIVATE KEY", keys.getPrivate().getEncoded());
        return keys;
    }

    private KeyPair made(int bits) throws GeneralSecurityException {
        notices.accept("making an RSA key of " + bits + " bits (once)");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
