package org.wirelab.crypto;

import org.wirelab.trace.Observation;

/// The family of everything that running ciphers on this host shows.
public sealed interface CryptoObservation extends Observation
        permits Cost, CostRatio, Costs, KeySizes, KeysNeeded, MeasuringHost, Opened, RsaCapacity, Sent, ShownValue {}
