package org.wirelab.client.dns.lookup;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.dns.ResolverPlace;

/// What one lookup is to do.
///
/// @param resolvers whom to ask in step 3; empty for none
/// @param resolverOrigin where that comes from: `/etc/resolv.conf`, `@SERVER`, `embedded`
/// @param secure the resolver, where it is asked inside TLS or HTTPS
/// @param extent how much of it
/// @param anchors where a validation begins, when the settings ask for signatures
public record DnsOptions(
        Question question,
        List<InetAddress> resolvers,
        String resolverOrigin,
        Optional<ResolverPlace> secure,
        Extent extent,
        RootHints hints,
        Optional<TrustAnchors> anchors,
        WalkSettings settings) {

    /// How much of a lookup is done.
    ///
    /// @param walk whether to walk from the root, too
    /// @param allPaths whether every server of every zone is asked on the way
    /// @param compare whether the resolver's answer is held against the walk's
    /// @param wire whether the octets of the last response are told
    public record Extent(boolean walk, boolean allPaths, boolean compare, boolean wire) {
        /// The documented lookup.
        public static final Extent USUAL = new Extent(true, false, false, false);
    }

    public DnsOptions {
        resolvers = List.copyOf(resolvers);
    }
}
