package org.wirelab.dns.validation;

/// What is wrong in a chain of trust.
///
/// @param ede its code in the registry of RFC 8914
/// @param why in one line
record Fault(int ede, String why) {}
