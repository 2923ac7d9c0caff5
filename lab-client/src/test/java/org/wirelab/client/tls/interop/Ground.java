package org.wirelab.client.tls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wirelab.net.Transport;
import org.wirelab.testing.Tools;
import org.wirelab.tls.TestPki;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.pki.TrustAnchors;

/// What all cells of the matrix stand on: a folder, the lab's certificates as PEM files that every peer reads, event
/// loops.
final class Ground implements AutoCloseable {

    final Transport transport = Transport.open(2);
    final Path folder;
    final PkiFolder pkiFolder;
    final LabPki pki;

    /// A certificate for another name, by an authority that nobody here trusts.
    final TlsIdentity elsewhere;

    Ground(Path folder) throws Exception {
        this.folder = folder;
        pkiFolder = new PkiFolder(folder.resolve("pki"), Clock.systemUTC(), notice -> {
            throw new AssertionError(notice);
        });
        pki = pkiFolder.open(List.of());
        elsewhere = TestPki.OTHER.server(Clock.systemUTC(), "elsewhere.example");
        pem("elsewhere.pem", "CERTIFICATE", elsewhere.certificate().getEncoded());
        pem("elsewhere.key", "PRIVATE KEY", elsewhere.privateKey().getEncoded());
    }

    TrustAnchors anchors() {
        return new TrustAnchors(Set.of(pki.authority()), "the lab's CA");
    }

    /// A file of the lab's PKI, such as `ca.pem`.
    String pem(String name) {
        return folder.resolve("pki").resolve(name).toString();
    }

    /// A file name that nobody has yet.
    Path fresh(String ending) throws IOException {
        Path file = Files.createTempFile(folder, "", ending);
        Files.delete(file);
        return file;
    }

    Program start(Map<String, String> environment, List<String> command) throws IOException {
        return Program.start(folder, environment, command);
    }

    String run(String... command) throws Exception {
        return Program.run(folder, Map.of(), List.of(command));
    }

    /// The path of a program; skips the cell, or fails it, where there is none.
    static String tool(String program) {
        return Tools.require(program).toString();
    }

    /// What a program says to an argument, on its standard output.
    static String output(String program, String argument) throws IOException {
        Process process = new ProcessBuilder(tool(program), argument)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// The lab's authority says of the server's certificate that it is good.
    ///
    /// @return the file of the response, in DER
    synchronized Path stapledStatus() throws Exception {
        Path response = folder.resolve("status.der");
        if (!Files.exists(response)) {
            Path index = folder.resolve("index.txt");
            Files.writeString(index, indexLine(pki.identity().certificate()));
            run(
                    tool("openssl"),
                    "ocsp",
                    "-index",
                    index.toString(),
                    "-CA",
                    pem("ca.pem"),
                    "-rsigner",
                    pem("ca.pem"),
                    "-rkey",
                    pem("ca.key"),
                    "-issuer",
                    pem("ca.pem"),
                    "-cert",
                    pem("server.pem"),
                    "-ndays",
                    "1",
                    "-noverify",
                    "-respout",
                    response.toString());
        }
        return response;
    }

    /// A line of the data base of `openssl ca`: valid, until when, never revoked, serial number, in no file, whose.
    private static String indexLine(X509Certificate certificate) {
        String until = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(certificate.getNotAfter().toInstant());
        BigInteger serial = certificate.getSerialNumber();
        String digits = serial.toString(16).toUpperCase(Locale.ROOT);
        return String.join(
                        "\t", "V", until, "", digits.length() % 2 == 0 ? digits : "0" + digits, "unknown", "/CN=server")
                + "\n";
    }

    /// Parameters for DHE, which openssl would otherwise make up itself.
    synchronized Path finiteField() throws Exception {
        Path file = folder.resolve("ffdhe2048.pem");
        if (!Files.exists(file)) {
            run(
                    tool("openssl"),
                    "genpkey",
                    "-genparam",
                    "-algorithm",
                    "DH",
                    "-pkeyopt",
                    "group:ffdhe2048",
                    "-out",
                    file.toString());
        }
        return file;
    }

    private void pem(String name, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        Files.writeString(
                folder.resolve("pki").resolve(name),
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    @Override
    public void close() {
        transport.close();
    }
}
