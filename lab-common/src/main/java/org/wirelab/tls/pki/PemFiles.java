package org.wirelab.tls.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.wirelab.tls.Certificates;

/// PEM files (RFC 7468) that only their owner may read, written whole or not at all.
final class PemFiles {

    /// A file is there and is not what it should be; the message is one line that names it.
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private static final int LINE = 64;
    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    private PemFiles() {}

    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions("rwx------"));
        } else if (POSIX
                && !Files.getPosixFilePermissions(folder).equals(PosixFilePermissions.fromString("rwx------"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static Path createFile(Path file) throws IOException {
        try {
            return Files.createFile(file, permissions("rw-------"));
        } catch (FileAlreadyExistsException _) {
            return file;
        }
    }

    static void write(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        Path parent = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(parent, file.getFileName() + ".", ".new", permissions("rw-------"));
        try {
            Files.writeString(temporary, pem);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static Certified read(Path certificateFile, Path keyFile) throws IOException, Damaged {
        protect(keyFile);
        X509Certificate certificate;
        try {
            certificate = Certificates.parse(der(certificateFile, "CERTIFICATE"));
        } catch (GeneralSecurityException e) {
            throw new Damaged(certificateFile + " holds no readable certificate");
        }
        PublicKey publicKey = certificate.getPublicKey();
        try {
            PrivateKey privateKey = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der(keyFile, "PRIVATE KEY")));
            KeyPair keys = new KeyPair(publicKey, privateKey);
            if (!belongTogether(keys)) {
                throw new Damaged(keyFile + " is not the key of " + certificateFile.getFileName());
            }
            return new Certified(certificate, keys);
        } catch (GeneralSecurityException e) {
            throw new Damaged(keyFile + " holds no readable private key");
        }
    }

    /// What the one key signs, the other verifies.
    private static boolean belongTogether(KeyPair keys) throws GeneralSecurityException {
        byte[] anything = keys.getPublic().getEncoded();
        Signature signature = Signature.getInstance(
                keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(keys.getPublic());
        signature.update(anything);
        return signature.verify(signed);
    }

    /// The RSA key in a file of its own.
    static KeyPair readKey(Path keyFile) throws IOException, Damaged {
        protect(keyFile);
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der(keyFile, "PRIVATE KEY")));
            PublicKey publicKey =
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new KeyPair(publicKey, key);
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new Damaged(keyFile + " holds no readable private key");
        }
    }

    /// An interrupt closes the file that a thread works on: that says nothing of the file.
    ///
    /// @throws GeneralSecurityException when this thread is interrupted
    static void refuseIfInterrupted(IOException e) throws GeneralSecurityException {
        if (Thread.currentThread().isInterrupted()) {
            throw new GeneralSecurityException("interrupted", e);
        }
    }

    /// What stood in the way, in a few words: the exceptions of the file system say no more than the path.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file is in the place of a folder";
            case FileSystemException named when named.getReason() != null -> String.valueOf(named.getReason());
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }

    private static byte[] der(Path file, String label) throws IOException, Damaged {
        String pem;
        try {
            pem = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new Damaged(file + " is missing");
        }
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new Damaged(file + " has no " + label + " in PEM");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new Damaged(file + " is damaged");
        }
    }

    /// A key that others may read is closed to them before it is used.
    private static void protect(Path keyFile) throws IOException {
        if (POSIX && Files.exists(keyFile, LinkOption.NOFOLLOW_LINKS)) {
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
            if (!Files.getPosixFilePermissions(keyFile).equals(owner)) {
                Files.setPosixFilePermissions(keyFile, owner);
            }
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
