package org.wirelab.tls;

import org.wirelab.trace.Observation;

/// The family of everything that a TLS engine tells of a connection.
public sealed interface TlsObservation extends Observation
        permits Alert,
                ApplicationData,
                CertificateSeen,
                ChangeCipherSpec,
                ConnectionEnded,
                DerivedSecret,
                FinishedChecked,
                HandshakeMessage,
                ProtectedRecord,
                SuiteChosen,
                TrustCheck,
                TrustDecision {}
