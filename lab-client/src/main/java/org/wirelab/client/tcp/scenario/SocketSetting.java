package org.wirelab.client.tcp.scenario;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;

/// An option of a socket by which a script makes a connection behave, and keeps it short.
public enum SocketSetting {
    /// How often a SYN is sent again before `connect` gives up (tcp(7)).
    SYN_RETRIES("TCP_SYNCNT", Level.TCP, 7),
    /// Whether probes are sent on an idle connection (RFC 9293 §3.8.4).
    KEEP_ALIVE("SO_KEEPALIVE", Level.SOCKET, 9),
    /// Seconds of silence before the first probe.
    KEEP_IDLE("TCP_KEEPIDLE", Level.TCP, 4),
    /// Seconds between probes.
    KEEP_INTERVAL("TCP_KEEPINTVL", Level.TCP, 5),
    /// How many probes may go unanswered.
    KEEP_COUNT("TCP_KEEPCNT", Level.TCP, 6),
    /// Milliseconds that data may go unacknowledged (RFC 5482).
    USER_TIMEOUT("TCP_USER_TIMEOUT", Level.TCP, 18),
    /// Octets of the receive buffer; the kernel takes twice as many, for its own bookkeeping (socket(7)).
    RECEIVE_BUFFER("SO_RCVBUF", Level.SOCKET, 8),
    /// Seconds that `close` may wait; 0 makes it an ABORT (RFC 9293 §3.10.5).
    LINGER(ChannelOption.SO_LINGER);

    private interface Level {
        int SOCKET = 1;
        int TCP = 6;
    }

    private final ChannelOption<Integer> option;

    SocketSetting(String optionName, int level, int number) {
        this(new IntegerUnixChannelOption(optionName, level, number));
    }

    SocketSetting(ChannelOption<Integer> option) {
        this.option = option;
    }

    /// Its name in tcp(7) or socket(7).
    public String optionName() {
        return option.name();
    }

    /// The option as Netty's native sockets take it.
    ChannelOption<Integer> option() {
        return option;
    }
}
