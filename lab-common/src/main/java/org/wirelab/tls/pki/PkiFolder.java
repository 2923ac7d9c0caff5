package org.wirelab.tls.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.Names;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.trace.Endpoints;

/// The folder where the lab keeps its authority and server certificate between runs, since making RSA keys is slow.
///
/// `ca`, `server` (RSA), `server-ec` (P-256), `client`: a `.pem` and a `.key` each, 0600 in 0700; what scenarios need
/// ([OddCertificates]). The missing, damaged or expiring is made anew, locked and renamed: labs may start together.
public final class PkiFolder {

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration SERVER_LIFETIME = Duration.ofDays(397);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final int MOST_NAMES = 64;
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final Clock clock;
    private final CertificateMaker maker;
    private final Consumer<String> notices;

    /// @param notices takes one line for the user when something was damaged or cannot be kept
    public PkiFolder(Path folder, Clock clock, Consumer<String> notices) {
        this.folder = folder;
        this.clock = clock;
        this.maker = new CertificateMaker(clock);
        this.notices = notices;
    }

    /// The user's own folder: `$XDG_CACHE_HOME/wirelab/pki` or `$HOME/.cache/wirelab/pki`.
    ///
    /// `user.home` comes last: inside a user namespace the JVM takes it from another user's entry in passwd(5).
    public static Path ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        Path base = cache.startsWith("/")
                ? Path.of(cache)
                : Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".cache");
        return base.resolve("wirelab").resolve("pki");
    }

    /// The authority's certificate file, for `--ca` and for other programs.
    public Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    /// The authority and a server certificate for these names, besides the ones that every lab has.
    ///
    /// @throws GeneralSecurityException when this JDK cannot make keys or certificates, or the thread is
    /// interrupted
    public LabPki open(Collection<String> names) throws GeneralSecurityException {
        Set<String> wanted = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", canonical("::1")));
        hostName(wanted);
        names.stream().map(PkiFolder::canonical).forEach(wanted::add);
        return alone(() -> kept(wanted), () -> forThisRun(wanted));
    }

    /// Makes a certificate with its keys.
    interface Making {
        Certified made() throws GeneralSecurityException;
    }

    /// A certificate with its keys that is kept in the folder by this name, made where there is none.
    Certified keep(String name, Making making) throws GeneralSecurityException {
        return alone(
                () -> {
                    Certified kept = read(name);
                    if (kept != null && fresh(kept)) {
                        return kept;
                    }
                    Certified made = making.made();
                    write(name, made);
                    return made;
                },
                making::made);
    }

    private interface Work<T> {
        T done() throws IOException, GeneralSecurityException;
    }

    private interface Substitute<T> {
        T done() throws GeneralSecurityException;
    }

    /// Works on the folder while nobody else does; where it cannot be kept, takes the substitute.
    private <T> T alone(Work<T> work, Substitute<T> otherwise) throws GeneralSecurityException {
        synchronized (ONE_AT_A_TIME) {
            try {
                PemFiles.createFolder(folder);
                Path lock = PemFiles.createFile(folder.resolve(".lock"));
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    return work.done();
                }
            } catch (IOException e) {
                PemFiles.refuseIfInterrupted(e);
                notices.accept("the lab's certificates cannot be kept in " + folder + " (" + PemFiles.reason(e)
                        + "): made for this run only");
                return otherwise.done();
            }
        }
    }

    private LabPki kept(Set<String> wanted) throws IOException, GeneralSecurityException {
        Certified authority = read("ca");
        if (authority == null || !fresh(authority)) {
            KeyPair keys = maker.keys();
            authority = new Certified(authorityFor(keys), keys);
            write("ca", authority);
        }
        return new LabPki(
                authority.certificate(),
                authority.keys(),
                List.of(
                        keptServer("server", maker::keys, wanted, authority),
                        keptServer("server-ec", maker::curveKeys, wanted, authority)),
                keptClient(authority));
    }

    private TlsIdentity keptServer(String name, KeyMaker maker, Set<String> wanted, Certified authority)
            throws IOException, GeneralSecurityException {
        Certified server = read(name);
        if (server == null || !fresh(server) || !issued(authority, server) || !covers(server, wanted)) {
            KeyPair keys = server == null ? maker.make() : server.keys();
            server = new Certified(serverFor(namesOf(server, wanted), keys, authority), keys);
            write(name, server);
        }
        return identity(server, authority, Optional.of(folder.resolve(name + ".key")));
    }

    private TlsIdentity keptClient(Certified authority) throws IOException, GeneralSecurityException {
        Certified client = read("client");
        if (client == null || !fresh(client) || !issued(authority, client)) {
            KeyPair keys = client == null ? maker.curveKeys() : client.keys();
            client = new Certified(clientFor(keys, authority), keys);
            write("client", client);
        }
        return identity(client, authority, Optional.of(folder.resolve("client.key")));
    }

    private LabPki forThisRun(Set<String> wanted) throws GeneralSecurityException {
        KeyPair authorityKeys = maker.keys();
        Certified authority = new Certified(authorityFor(authorityKeys), authorityKeys);
        List<TlsIdentity> servers = new ArrayList<>();
        for (KeyPair keys : List.of(maker.keys(), maker.curveKeys())) {
            servers.add(identity(new Certified(serverFor(wanted, keys, authority), keys), authority, Optional.empty()));
        }
        KeyPair clientKeys = maker.curveKeys();
        Certified client = new Certified(clientFor(clientKeys, authority), clientKeys);
        return new LabPki(
                authority.certificate(), authorityKeys, servers, identity(client, authority, Optional.empty()));
    }

    /// How one kind of key is made.
    private interface KeyMaker {
        KeyPair make() throws GeneralSecurityException;
    }

    private static TlsIdentity identity(Certified certified, Certified authority, Optional<Path> keyFile) {
        return new TlsIdentity(
                List.of(certified.certificate(), authority.certificate()),
                certified.keys().getPrivate(),
                keyFile);
    }

    private X509Certificate clientFor(KeyPair keys, Certified authority) throws GeneralSecurityException {
        return maker.client(
                "CN=Wirelab lab client,O=Wirelab", keys, authority.certificate(), authority.keys(), SERVER_LIFETIME);
    }

    private X509Certificate authorityFor(KeyPair keys) throws GeneralSecurityException {
        return maker.authority("CN=Wirelab lab CA,O=Wirelab", keys, AUTHORITY_LIFETIME);
    }

    private X509Certificate serverFor(Collection<String> names, KeyPair keys, Certified authority)
            throws GeneralSecurityException {
        return maker.server(
                "CN=Wirelab lab server,O=Wirelab",
                names,
                keys,
                authority.certificate(),
                authority.keys(),
                SERVER_LIFETIME);
    }

    private @Nullable Certified read(String name) throws IOException {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + ".key");
        if (!Files.exists(certificate) && !Files.exists(key)) {
            return null;
        }
        try {
            return PemFiles.read(certificate, key);
        } catch (PemFiles.Damaged e) {
            notices.accept(e.getMessage() + ": made anew");
            return null;
        }
    }

    private void write(String name, Certified certified) throws IOException {
        PemFiles.write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                forOthersToo(certified.keys().getPrivate()));
        PemFiles.write(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                Certificates.der(certified.certificate()).toArray());
    }

    /// RFC 5915 §3 wants the public key beside the private one on a curve; the JDK leaves it out, and gnutls
    /// takes no key without it.
    private static byte[] forOthersToo(PrivateKey key) throws IOException {
        byte[] encoded = key.getEncoded();
        return key.getAlgorithm().equals("EC")
                ? PrivateKeyInfoFactory.createPrivateKeyInfo(PrivateKeyFactory.createKey(encoded))
                        .getEncoded()
                : encoded;
    }

    private boolean fresh(Certified certified) {
        return certified
                        .certificate()
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.instant().plus(RENEWED_BEFORE))
                && !certified.certificate().getNotBefore().toInstant().isAfter(clock.instant());
    }

    private static boolean issued(Certified authority, Certified server) {
        try {
            server.certificate().verify(authority.keys().getPublic());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static boolean covers(Certified server, Set<String> wanted) {
        return wanted.stream().allMatch(name -> Names.certified(name, server.certificate()));
    }

    /// Names once asked for stay, so that two servers on different addresses do not undo each other's certificate.
    private static Set<String> namesOf(@Nullable Certified old, Set<String> wanted) {
        Set<String> names = new LinkedHashSet<>(wanted);
        if (old != null) {
            Certificates.alternativeNames(old.certificate()).stream()
                    .map(name -> name.substring(name.indexOf(':') + 1))
                    .limit(Math.max(0, MOST_NAMES - wanted.size()))
                    .forEach(names::add);
        }
        return names;
    }

    /// One spelling for each address, the one in which certificates give it back.
    private static String canonical(String name) {
        return Names.isAddress(name) ? Endpoints.text(InetAddress.ofLiteral(name)) : name;
    }

    private static void hostName(Set<String> names) {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (name.matches("[A-Za-z0-9.-]+") && !Names.isAddress(name)) {
                names.add(name);
            }
        } catch (UnknownHostException _) {
            // a host without a name is called by its addresses
        }
    }
}
