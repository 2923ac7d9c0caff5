/// What a TLS connection shows when it is watched from inside: messages, nonces, secrets, records, alerts, trust.
///
/// The protocol itself is Bouncy Castle's; this package stands at its seams ([RecordingTlsCrypto] for the secrets,
/// [HandshakeWitness] for the messages), says what passed there, and derives every value a second time with the JDK's
/// own primitives ([KeySchedule]). Start reading at [TlsEngine].
@NullMarked
package org.wirelab.tls;

import org.jspecify.annotations.NullMarked;
