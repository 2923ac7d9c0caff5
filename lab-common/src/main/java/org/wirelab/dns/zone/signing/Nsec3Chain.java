package org.wirelab.dns.zone.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirelab.dns.Names;
import org.wirelab.dns.zone.Proof;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3PARAMRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/// Denial by hashes of names (RFC 5155), so that the zone cannot be read off its denials: no salt and no further
/// iterations (RFC 9276 §3.1).
final class Nsec3Chain implements Chain {

    private static final int ITERATIONS = 0;
    private static final byte[] NO_SALT = {};
    private static final base32 BASE32_HEX = new base32(base32.Alphabet.BASE32HEX, false, true);

    private final TreeMap<byte[], Record> records = new TreeMap<>(Arrays::compareUnsigned);

    /// @param ttl in seconds
    Nsec3Chain(Zone zone, long ttl) {
        TreeMap<byte[], Set<Integer>> hashed = new TreeMap<>(Arrays::compareUnsigned);
        namesWithTypes(zone).forEach((name, types) -> hashed.put(hash(name), types));
        List<byte[]> hashes = new ArrayList<>(hashed.keySet());
        for (int i = 0; i < hashes.size(); i++) {
            byte[] hash = hashes.get(i);
            byte[] next = hashes.get((i + 1) % hashes.size());
            int[] types = Owners.bitmap(hashed.getOrDefault(hash, Set.of()));
            records.put(
                    hash,
                    new NSEC3Record(
                            owner(hash, zone.origin()),
                            DClass.IN,
                            ttl,
                            NSEC3Record.SHA1_DIGEST_ID,
                            0,
                            ITERATIONS,
                            NO_SALT,
                            next,
                            types));
        }
    }

    /// What tells secondaries, and whoever reads the zone, how its names are hashed (RFC 5155 §4).
    static Record parameters(Name origin) {
        return new NSEC3PARAMRecord(origin, DClass.IN, 0, NSEC3Record.SHA1_DIGEST_ID, 0, ITERATIONS, NO_SALT);
    }

    /// RFC 5155 §7.2.
    @Override
    public List<Record> prove(Proof proof) {
        SequencedSet<Record> proofs = new LinkedHashSet<>();
        switch (proof) {
            case Proof.NoName(Name name, Name encloser) -> {
                closestEncloser(name, encloser, proofs);
                proofs.add(covering(Names.wildcardBelow(encloser).orElseThrow()));
            }
            case Proof.NoData(Name name) -> proofs.add(covering(name));
            // RFC 5155 §7.2.6: the wildcard's signature tells the encloser, so only the next closer name is denied.
            case Proof.FromWildcard(Name name, Name wildcard) ->
                proofs.add(covering(nextCloser(name, new Name(wildcard, 1))));
            case Proof.WildcardNoData(Name name, Name wildcard) -> {
                closestEncloser(name, new Name(wildcard, 1), proofs);
                proofs.add(covering(wildcard));
            }
            case Proof.Delegation(Name cut) -> proofs.add(covering(cut));
        }
        return List.copyOf(proofs);
    }

    @Override
    public List<Record> records() {
        return List.copyOf(records.values());
    }

    /// RFC 5155 §7.2.1: the closest encloser exists, the name one label longer does not.
    private void closestEncloser(Name name, Name encloser, SequencedSet<Record> proofs) {
        proofs.add(covering(encloser));
        proofs.add(covering(nextCloser(name, encloser)));
    }

    private static Name nextCloser(Name name, Name encloser) {
        return new Name(name, name.labels() - encloser.labels() - 1);
    }

    /// The record of the name's hash, else the one that leads over it; before the first it is the last.
    private Record covering(Name name) {
        Map.Entry<byte[], Record> floor = records.floorEntry(hash(name));
        return (floor != null ? floor : records.lastEntry()).getValue();
    }

    /// RFC 5155 §7.1: each name with records of this zone, and each empty non-terminal above one.
    private static Map<Name, Set<Integer>> namesWithTypes(Zone zone) {
        Map<Name, Set<Integer>> names = new TreeMap<>(Comparator.naturalOrder());
        for (Name owner : Owners.authoritative(zone)) {
            Set<Integer> types = new TreeSet<>(Owners.types(zone, owner));
            if (!Owners.isCut(zone, owner) || types.contains(Type.DS)) {
                types.add(Type.RRSIG);
            }
            names.put(owner, types);
            for (Name above = owner; above.labels() > zone.origin().labels(); above = new Name(above, 1)) {
                names.putIfAbsent(new Name(above, 1), Set.of());
            }
        }
        return names;
    }

    /// RFC 5155 §5, with no iteration: SHA-1 of the name in canonical form.
    private static byte[] hash(Name name) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(name.toWireCanonical());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static Name owner(byte[] hash, Name origin) {
        try {
            return Name.fromString(BASE32_HEX.toString(hash), origin);
        } catch (TextParseException e) {
            throw new IllegalStateException("a zone whose names leave no room for a hash: " + origin, e);
        }
    }
}
