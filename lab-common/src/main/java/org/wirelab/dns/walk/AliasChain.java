package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Where the aliases of one response lead, as far as its believed records go.
///
/// @param links in the order in which they are followed
/// @param data the records of the wanted type at the end; empty when they have to be asked for
record AliasChain(List<Link> links, List<Record> data) {

    /// One alias.
    record Link(Name name, Name target, Record record) {
        String typeName() {
            return Type.string(record.getType());
        }
    }

    AliasChain {
        links = List.copyOf(links);
        data = List.copyOf(data);
    }

    static AliasChain follow(Question question, List<Record> records) {
        List<Link> links = new ArrayList<>();
        List<Record> rest = new ArrayList<>(records);
        Name name = question.name();
        for (Optional<Link> link = link(name, rest); link.isPresent(); link = link(name, rest)) {
            links.add(link.get());
            rest.remove(link.get().record());
            name = link.get().target();
        }
        Name last = name;
        List<Record> data = rest.stream()
                .filter(record -> record.getName().equals(last) && record.getType() == question.type())
                .toList();
        return new AliasChain(links, data);
    }

    private static Optional<Link> link(Name name, List<Record> records) {
        for (Record record : records) {
            if (record instanceof CNAMERecord cname && cname.getName().equals(name)) {
                return Optional.of(new Link(name, cname.getTarget(), cname));
            }
        }
        for (Record record : records) {
            if (record instanceof DNAMERecord dname && Names.above(dname.getName(), name)) {
                return Names.substitute(name, dname).map(target -> new Link(name, target, dname));
            }
        }
        return Optional.empty();
    }
}
