package org.wirelab.client.dns.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding;

/// A cache that nobody can look into without making it ask the network, or without the rights of root.
///
/// @param sign a file that is there while the cache is in use; empty for a system that always has it
record ClosedCache(String name, Optional<Path> sign, String why) implements HostCache {

    /// The name service cache of the C library. Its protocol (GETHOSTBYNAME, GETAI) has no way to forbid the lookup
    /// that a miss begins, and its memory (GETFDHST) comes as a file descriptor, which Java cannot receive.
    static final ClosedCache NSCD = new ClosedCache(
            "nscd",
            Optional.of(Path.of("/var/run/nscd/socket")),
            "a question to nscd that it cannot answer from its cache makes it ask the network");

    /// macOS keeps its cache in mDNSResponder, which tells what is in it to root's debuggers only.
    static final ClosedCache MACOS =
            new ClosedCache("mDNSResponder", Optional.empty(), "macOS shows the cache of mDNSResponder to nobody");

    @Override
    public boolean present() {
        return sign.isEmpty() || Files.exists(sign.get());
    }

    @Override
    public CacheFinding look(Question question) {
        return new CacheFinding.Closed(why);
    }
}
