package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Where the aliases of one response lead, as far as its believed records go.
///
/// @param links in the order in which they are followed
/// @param data the records of the wanted type at the end, with their signatures; empty when they have to be asked for
/// @param tooLong true when a DNAME record makes the name longer than a name may be
record AliasChain(List<Link> links, List<Record> data, boolean tooLong) {

    /// One alias.
    ///
    /// @param type CNAME or DNAME
    /// @param records what says so: the alias, with signatures when they came; a CNAME that follows from a DNAME
    /// stands behind it
    record Link(Name name, Name target, int type, List<Record> records) {
        Link {
            records = List.copyOf(records);
        }

        String typeName() {
            return Type.string(type);
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
            rest.removeAll(link.get().records());
            name = link.get().target();
        }
        Name last = name;
        List<Record> data = rest.stream()
                .filter(record -> record.getName().equals(last) && typeOf(record) == question.type())
                .toList();
        boolean tooLong = data.isEmpty()
                && rest.stream()
                        .anyMatch(record -> record instanceof DNAMERecord dname
                                && Names.above(dname.getName(), last)
                                && Names.substitute(last, dname).isEmpty());
        return new AliasChain(links, data, tooLong);
    }

    private static Optional<Link> link(Name name, List<Record> records) {
        Optional<DNAMERecord> dname = records.stream()
                .filter(record -> record instanceof DNAMERecord found && Names.above(found.getName(), name))
                .map(DNAMERecord.class::cast)
                .findFirst();
        for (Record record : records) {
            if (record instanceof CNAMERecord cname && cname.getName().equals(name)) {
                List<Record> says = new ArrayList<>();
                dname.ifPresent(above -> says.addAll(withSignatures(above, records)));
                says.addAll(withSignatures(cname, records));
                return Optional.of(new Link(name, cname.getTarget(), Type.CNAME, says));
            }
        }
        return dname.flatMap(above -> Names.substitute(name, above)
                .map(target -> new Link(name, target, Type.DNAME, withSignatures(above, records))));
    }

    private static List<Record> withSignatures(Record signed, List<Record> records) {
        List<Record> all = new ArrayList<>(List.of(signed));
        for (Record record : records) {
            if (record instanceof RRSIGRecord signature
                    && signature.getName().equals(signed.getName())
                    && signature.getTypeCovered() == signed.getType()) {
                all.add(record);
            }
        }
        return all;
    }

    /// A signature counts as what it signs.
    private static int typeOf(Record record) {
        return record instanceof RRSIGRecord signature ? signature.getTypeCovered() : record.getType();
    }
}
