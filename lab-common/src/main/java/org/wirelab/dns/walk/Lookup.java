package org.wirelab.dns.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// One lookup in progress: the wanted one, or one aside for a server's address. It changes as its walk goes on.
final class Lookup {

    private final Purpose purpose;
    private final Name wanted;
    private final List<Record> proofs = new ArrayList<>();
    private final Deque<Integer> otherTypes;
    private final boolean minimised;
    private Minimiser minimiser;
    private boolean recalled;
    private AliasTrail trail;
    private ServerList servers;

    /// Begins a lookup.
    ///
    /// @param types the types to look for, the first that exists ends it
    Lookup(Purpose purpose, Name wanted, List<Integer> types, ServerList servers, boolean minimised) {
        this.minimised = minimised;
        this.minimiser = new Minimiser(minimised);
        this.purpose = purpose;
        this.wanted = wanted;
        this.otherTypes = new ArrayDeque<>(types);
        this.trail = new AliasTrail(new Question(wanted, otherTypes.removeFirst()));
        this.servers = servers;
    }

    Purpose purpose() {
        return purpose;
    }

    /// The name that the lookup began with.
    Name wanted() {
        return wanted;
    }

    /// True for the lookup of this server's address.
    boolean isForAddressOf(Name server) {
        return purpose == Purpose.SERVER_ADDRESS && wanted.equals(server);
    }

    /// What is asked at present: after an alias, about another name than the wanted one.
    Question question() {
        return trail.question();
    }

    ServerList servers() {
        return servers;
    }

    /// What it comes to when the servers at hand do not help.
    FailureReason failure(Memory memory) {
        return memory.hints().atTheRoot(servers.zone(), servers.reason());
    }

    /// What this lookup began with.
    Question first() {
        return new Question(wanted, question().type());
    }

    /// How much of the name is told to the servers.
    Minimiser minimiser() {
        return minimiser;
    }

    /// True once for each question: before it is asked, the memory is.
    boolean toBeRecalled() {
        boolean first = !recalled;
        recalled = true;
        return first;
    }

    /// The aliases met so far.
    List<Record> aliases() {
        return trail.aliases();
    }

    /// What zones that held an alias proved beside it: that it came from a wildcard.
    List<Record> proofs() {
        return proofs;
    }

    /// How many aliases have been followed.
    int steps() {
        return trail.steps();
    }

    /// The walk goes on at these servers.
    void at(ServerList next) {
        servers = next;
    }

    /// The walk goes on with the name that a chain of aliases leads to.
    ///
    /// @param most how many aliases a lookup may follow in all
    /// @return what stands in the way: a name that it has had before, or too many of them
    Optional<FailureReason> rename(AliasChain chain, int most) {
        Optional<FailureReason> hindrance = trail.follow(chain, most);
        if (!chain.links().isEmpty()) {
            asksAnew();
        }
        return hindrance;
    }

    /// The name has no record of the type asked: begins again with the next type. False when there is none.
    boolean nextType(ServerList from) {
        Integer type = otherTypes.poll();
        if (type == null) {
            return false;
        }
        trail = new AliasTrail(new Question(wanted, type));
        proofs.clear();
        asksAnew();
        servers = from;
        return true;
    }

    private void asksAnew() {
        recalled = false;
        minimiser = new Minimiser(minimised);
    }
}
