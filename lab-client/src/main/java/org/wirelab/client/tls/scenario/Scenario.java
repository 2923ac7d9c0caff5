package org.wirelab.client.tls.scenario;

import java.security.GeneralSecurityException;
import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.scenario.Role;

/// One way in which a TLS connection can go wrong, as a script: who offers and accepts what, who interferes, what each
/// end does.
///
/// What must come of it is not said here but by its [#flow()].
public interface Scenario {

    /// Its name on the command line, `tampered-record`; its texts and its flow bear it with underscores.
    String name();

    /// What is documented of it, and judges it.
    Flow flow();

    /// The ends that it can be aimed at, the usual one first.
    List<Role> towards();

    /// The versions of TLS that it can be played in, the usual one first.
    default List<TlsVersion> versions() {
        return List.of(TlsVersion.TLS12);
    }

    /// How many connections it is played in, one after the other; each is judged by the flow.
    default int acts() {
        return 1;
    }

    /// Whether the two ends talk through a man in the middle.
    default boolean relayed() {
        return false;
    }

    /// What each end, and who stands between them, is to do.
    ///
    /// @throws GeneralSecurityException when this JDK cannot make the keys or certificates for it
    Cast cast(Props props) throws GeneralSecurityException;

    /// Makes it happen. Returns when all that is documented has been seen or can no longer come.
    ///
    /// @throws LabException when something that is waited for does not come
    /// @throws InterruptedException when the thread is interrupted
    void play(Stage stage) throws LabException, InterruptedException;

    /// The key that its texts begin with, which is also the id of its flow: `tls.scenario.tampered_record`.
    default String key() {
        return "tls.scenario." + name().replace('-', '_');
    }
}
