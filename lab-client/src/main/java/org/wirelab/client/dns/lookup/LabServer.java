package org.wirelab.client.dns.lookup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.wirelab.client.session.Target;
import org.wirelab.dns.Question;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.TXTRecord;

/// A lab server on another host, asked where its Internet's servers are and where a chain of trust begins in it.
final class LabServer {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Target host;
    private final InetSocketAddress server;
    private final DnsClient client;

    /// @throws LabException in one line, when there is no such host
    LabServer(Target host, Transport transport) throws LabException {
        this.host = host;
        this.server = host.resolve(Optional.empty());
        this.client = new DnsClient(
                transport,
                OpenInternet.with(new AddressMap(Map.of(), AddressMap.DNS_PORT), server.getAddress(), server));
    }

    /// Where its servers are.
    AddressMap map() throws LabException, InterruptedException {
        Move.Answered answered = ask(PlaceRecords.QUESTION)
                .orElseThrow(() -> new LabException(
                        ExitCode.UNREACHABLE,
                        "no lab server answers at " + host + ": start one there with lab server dns --bind ADDRESS"));
        try {
            return PlaceRecords.read(server.getAddress(), answered.records());
        } catch (IllegalArgumentException e) {
            throw new LabException(ExitCode.UNREACHABLE, host + " gives no map: " + e.getMessage(), e);
        }
    }

    /// The anchor of its root; empty when that is not signed. What it gives is believed as the map is:
    /// whoever names a lab server trusts it with both.
    Optional<TrustAnchors> anchors() throws LabException, InterruptedException {
        Optional<Move.Answered> answered =
                ask(PlaceRecords.ANCHOR).filter(answer -> answer.kind() == Move.Answered.Kind.ANSWER);
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        String text = answered.get().records().stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            return Optional.of(TrustAnchors.parse(host.toString(), text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, host + " gives no trust anchor: " + e.getMessage(), e);
        }
    }

    private Optional<Move.Answered> ask(Question question) throws LabException, InterruptedException {
        RecursiveQuery query = new RecursiveQuery(
                question,
                List.of(server.getAddress()),
                0,
                TIMEOUT,
                new SecureRandom(),
                Recorder.NONE,
                System.nanoTime());
        try {
            return client.run(query, Recorder.NONE).get() instanceof Move.Answered answered
                    ? Optional.of(answered)
                    : Optional.empty();
        } catch (ExecutionException e) {
            throw new LabException(ExitCode.UNREACHABLE, "nothing can be asked of " + host + ": " + e.getMessage(), e);
        }
    }
}
