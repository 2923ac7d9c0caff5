package org.wirelab.tcp;

import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// The end of TIME_WAIT as it was waited for: the connection is no longer in the kernel's table.
///
/// @param local the end that was in TIME_WAIT
/// @param remote the other
/// @param lastedSeconds from the moment at which the lab first saw the state until it first saw it gone
@Kind("tcp.time_wait_ended")
public record TimeWaitEnded(
        String local, String remote, @Field("lasted_s") double lastedSeconds) implements TcpObservation {}
