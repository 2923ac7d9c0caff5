package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Service;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Endpoints;

/// What `lab server` says is to be typed, and on which host.
class ServerHintsTest {

    private static final String COMMAND = "curl --cacert /home/somebody/.cache/wirelab/pki/ca.pem https://localhost/";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7001, on this host type:",
        "[::1]:7001, on this host type:",
        "192.0.2.2:7001, on the other host type:",
        "0.0.0.0:7001, on the other host type:",
    })
    void whatIsBoundToLoopbackIsReachedFromThisHostOnly(String endpoint, String words) {
        Texts texts = Texts.in(Language.EN);

        assertThat(ServerIntroduction.hints(new Fixed(Endpoints.parse(endpoint)), texts, 80))
                .containsExactly("   " + words, "     " + COMMAND);
        assertThat(ServerIntroduction.hints(new Fixed(Endpoints.parse(endpoint)), texts, 200))
                .containsExactly("   " + words + " " + COMMAND);
    }

    /// A service that listens at one place and has one command.
    private record Fixed(InetSocketAddress place) implements Service {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public void start(ConnectionTraces traces) {}

        @Override
        public List<InetSocketAddress> addresses() {
            return List.of(place);
        }

        @Override
        public List<String> hints() {
            return List.of(COMMAND);
        }

        @Override
        public void close() {}
    }
}
