package org.wirelab.client.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.HttpExchanged;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.ResolverPlace;
import org.wirelab.net.dns.SecureClient;
import org.wirelab.testing.Tools;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// A real unbound, and the JDK's own HTTP server, asked inside TLS and HTTPS on loopback.
@Timeout(60)
class SecureResolverTest {

    private static final Question WWW = Question.parse("www.example", "A");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    private static Path folder;

    private static Process unbound;
    private static int tlsPort;
    private static int httpsPort;
    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private String refusal = "";

    @BeforeAll
    static void start() throws Exception {
        String openssl = Tools.require("openssl").toString();
        String program = Tools.require("unbound").toString();
        Process made = new ProcessBuilder((openssl + " req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
                                + " -keyout key.pem -out cert.pem -days 2 -subj /CN=resolver"
                                + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1")
                        .split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        tlsPort = freePort();
        httpsPort = freePort();
        Files.writeString(folder.resolve("unbound.conf"), """
                server:
                  interface: 127.0.0.1@%1$d
                  interface: 127.0.0.1@%2$d
                  interface: 127.0.0.2@%1$d
                  tls-port: %1$d
                  https-port: %2$d
                  tls-service-key: "%3$s/key.pem"
                  tls-service-pem: "%3$s/cert.pem"
                  do-daemonize: no
                  username: ""
                  chroot: ""
                  directory: "%3$s"
                  pidfile: ""
                  use-syslog: no
                  local-zone: "." refuse
                  local-zone: "example." static
                  local-data: "www.example. 300 IN A 192.0.2.7"
                remote-control:
                  control-enable: no
                """.formatted(tlsPort, httpsPort, folder));
        unbound = new ProcessBuilder(
                        program, "-d", "-c", folder.resolve("unbound.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unbound.log").toFile())
                .start();
        awaitListening(tlsPort);
        awaitListening(httpsPort);
    }

    @AfterAll
    static void end() throws Exception {
        if (unbound != null) {
            unbound.destroy();
            unbound.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void overTlsBothTracesStandInOneRun() throws Exception {
        assertThat(ask("tls://localhost:" + tlsPort)).hasToString(answer());
        assertThat(seen(DnsQuery.class))
                .singleElement()
                .matches(query -> query.transport().name().equals("TLS"));
        assertThat(seen(DnsResponse.class)).singleElement().matches(response -> response.rttMillis() > 0);
        assertThat(seen(HandshakeMessage.class))
                .extracting(message -> message.name())
                .contains("ClientHello", "ServerHello", "Certificate", "Finished");
        assertThat(seen(HandshakeMessage.class).getFirst().fields().toString()).contains("dot", "localhost");
        assertThat(entries)
                .extracting(Entry::conversation)
                .as("the lookup, and the connection that carried it")
                .contains(Conversation.between("lab", "www.example. A"))
                .anyMatch(conversation -> conversation.responder().equals("127.0.0.1:" + tlsPort));
    }

    @Test
    void overHttpsTheVersionIsHttp2() throws Exception {
        assertThat(ask("https://localhost:" + httpsPort + "/dns-query")).hasToString(answer());
        assertThat(seen(HttpExchanged.class)).singleElement().satisfies(http -> {
            assertThat(http.version()).isEqualTo("h2");
            assertThat(http.method()).isEqualTo("POST");
            assertThat(http.status()).isEqualTo(200);
        });
        assertThat(seen(DnsQuery.class)).singleElement().matches(query -> query.id() == 0);
    }

    @Test
    void theTemplateAsksByGet() throws Exception {
        assertThat(ask("https://localhost:" + httpsPort + "/dns-query{?dns}")).hasToString(answer());
        assertThat(seen(HttpExchanged.class))
                .singleElement()
                .matches(http -> http.method().equals("GET"));
    }

    @Test
    void anotherPathIsNoResolver() throws Exception {
        Move end = ask("https://localhost:" + httpsPort + "/elsewhere");
        assertThat(end)
                .isInstanceOfSatisfying(
                        Move.Failed.class,
                        failed -> assertThat(failed.detail())
                                .singleElement()
                                .asString()
                                .contains("HTTP status 404"));
    }

    @Test
    void aNameThatTheCertificateDoesNotBearIsRefused() throws Exception {
        Move end = ask("tls://127.0.0.2:" + tlsPort);
        assertThat(end).isInstanceOf(Move.Failed.class);
        assertThat(refusal).isNotEmpty();
    }

    @Test
    void aPortWithoutTlsIsOneLine() throws Exception {
        try (ServerSocket closing = new ServerSocket(0, 1, LOOPBACK)) {
            Thread.startVirtualThread(() -> {
                try {
                    closing.accept().close();
                } catch (IOException e) {
                    // the test is over
                }
            });
            Move end = ask("tls://localhost:" + closing.getLocalPort());
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Move.Failed.class,
                            failed -> assertThat(failed.detail())
                                    .singleElement()
                                    .asString()
                                    .startsWith("127.0.0.1: ")
                                    .doesNotContain("\n"));
        }
    }

    @Test
    void aServerThatSpeaksHttp11OnlyIsUnderstood() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/dns-query", exchange -> {
            byte[] query = exchange.getRequestBody().readAllBytes();
            query[2] |= (byte) 0x80;
            query[3] |= 3;
            exchange.getResponseHeaders().set("Content-Type", "application/dns-message");
            // no length: the response comes in chunks
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(query);
            exchange.close();
        });
        server.start();
        try {
            Move end = ask("https://localhost:" + server.getAddress().getPort());
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Move.Answered.class,
                            answered -> assertThat(answered.kind()).isEqualTo(Move.Answered.Kind.NXDOMAIN));
            assertThat(seen(HttpExchanged.class))
                    .singleElement()
                    .matches(http -> http.version().equals("http/1.1"));
        } finally {
            server.stop(0);
        }
    }

    private Move ask(String resolver) throws Exception {
        ResolverPlace place = ResolverPlace.parse(resolver);
        InetSocketAddress address = new InetSocketAddress(
                place.host().equals("localhost") ? LOOPBACK : InetAddress.ofLiteral(place.host()), place.port());
        TrustAnchors anchors = TrustAnchors.ofFile(folder.resolve("cert.pem"));
        Trace trace = new Trace(System::nanoTime, 0);
        trace.listen(entries::add);
        var recorder =
                trace.recorder(new Vantage(Source.DNS, Side.CLIENT), Conversation.between("lab", WWW.toString()));
        try (Transport transport = Transport.open(1)) {
            SecureClient client = new SecureClient(
                    transport,
                    trace,
                    place,
                    address,
                    host -> PkixTrust.of(anchors, host, Clock.systemUTC()),
                    Duration.ofSeconds(20));
            RecursiveQuery query = new RecursiveQuery(
                    WWW,
                    List.of(address.getAddress()),
                    place.transport(),
                    1232,
                    Duration.ofSeconds(20),
                    new Random(7),
                    recorder,
                    System.nanoTime());
            Move end = client.run(query, recorder).get(50, TimeUnit.SECONDS);
            trace.close();
            trace.pump();
            refusal = client.refusal().orElse("");
            return end;
        }
    }

    private static String answer() {
        return "Answered[kind=ANSWER, zone=., records=[www.example.\t\t300\tIN\tA\t192.0.2.7], authority=[]]";
    }

    private <T extends Observation> List<T> seen(Class<T> type) {
        synchronized (entries) {
            return entries.stream()
                    .map(Entry::observation)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    private static SSLContext context() throws Exception {
        String openssl = Tools.require("openssl").toString();
        Process made = new ProcessBuilder(
                        openssl,
                        "pkcs12",
                        "-export",
                        "-in",
                        "cert.pem",
                        "-inkey",
                        "key.pem",
                        "-out",
                        "key.p12",
                        "-passout",
                        "pass:lab")
                .directory(folder.toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(folder.resolve("key.p12").toFile(), "lab".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, "lab".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port) throws IOException {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(() -> !unbound.isAlive() || isListening(port));
        if (!unbound.isAlive()) {
            throw new IOException("unbound ended: " + Files.readString(folder.resolve("unbound.log")));
        }
    }

    private static boolean isListening(int port) {
        try (java.net.Socket socket = new java.net.Socket(LOOPBACK, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
