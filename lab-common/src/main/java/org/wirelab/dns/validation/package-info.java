/// DNSSEC: what was looked up, validated from a trust anchor down. dnsjava's validator decides; beside it the
/// lab walks the same chain a second time, step by step, and says each step
/// ([org.wirelab.dns.validation.ChainOfTrust]). Pure: who looks names up, and the clock, are arguments.
@NullMarked
package org.wirelab.dns.validation;

import org.jspecify.annotations.NullMarked;
