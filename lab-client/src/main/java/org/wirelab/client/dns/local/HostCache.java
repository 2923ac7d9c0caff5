package org.wirelab.client.dns.local;

import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding;

/// A cache of this host that may keep the answer to a question.
public sealed interface HostCache permits ResolvedCache, ClosedCache, WindowsCache {

    /// The program or system that keeps it: `systemd-resolved`.
    String name();

    /// True when it is in use here.
    boolean present();

    /// Looks whether the answer is there, without making anybody ask the network.
    CacheFinding look(Question question);
}
