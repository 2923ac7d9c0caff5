/// The walk from the root to the answer as a state machine: whom to ask what, what came back, what is believed. Pure:
/// no clock, no socket. Start reading at [org.wirelab.dns.walk.Resolution].
@NullMarked
package org.wirelab.dns.walk;

import org.jspecify.annotations.NullMarked;
