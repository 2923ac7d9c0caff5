package org.wirelab.tcp;

import org.wirelab.trace.Observation;

/// Whatever is seen of a TCP connection: on the wire, in the kernel, at the socket.
public sealed interface TcpObservation extends Observation
        permits Segment,
                TcpInfo,
                SocketState,
                TimeWaitEnded,
                SocketEvent,
                Delivery,
                WindowAccount,
                BulkTransfer,
                Transition,
                Disagreement,
                PacketTooBig {}
