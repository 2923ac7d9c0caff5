package org.wirelab.tcp;

import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// What one end sent against what arrived at the other: both as counted and hashed by the end itself.
///
/// @param from who sent
/// @param to where it arrived
/// @param sentBytes how much was written to the socket
/// @param sentDigest SHA-256 of it in hexadecimal
/// @param arrivedBytes how much was read from the socket at the other end
/// @param arrivedDigest SHA-256 of it in hexadecimal
/// @param witness how the two came together: `echo` when what arrived is what came back to the sender, `report` when
///     the other end said what it had counted
@Kind("tcp.delivery")
public record Delivery(
        String from,
        String to,
        long sentBytes,
        @Field("sent_sha256") String sentDigest,
        long arrivedBytes,
        @Field("arrived_sha256") String arrivedDigest,
        String witness)
        implements TcpObservation {

    /// Every byte, once and in order.
    public boolean intact() {
        return sentBytes == arrivedBytes && sentDigest.equals(arrivedDigest);
    }
}
