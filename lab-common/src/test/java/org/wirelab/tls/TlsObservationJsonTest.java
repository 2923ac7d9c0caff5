package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.run.Kinds;

class TlsObservationJsonTest {

    @Test
    void everyKindOfObservationHasANameOfItsOwn() {
        Map<String, ?> kinds = Kinds.of(TlsObservation.class).all();
        assertThat(kinds.keySet())
                .contains("tls.message", "tls.secret", "tls.alert", "tls.finished", "tls.trust_check");
    }
}
