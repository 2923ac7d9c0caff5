package org.wirelab.client.tls.interop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirelab.tls.TlsVersion;

/// What became of every cell, as a table for people.
final class Matrix {

    private static final int NAME = 38;
    private static final int CELL = 6;

    private final List<Peer> peers;
    private final Map<List<Object>, String> cells = new HashMap<>();

    Matrix(List<Peer> peers) {
        this.peers = peers;
    }

    void passed(Mode mode, Peer peer) {
        cells.put(List.of(mode, peer), "ok");
    }

    void cannot(Mode mode, Peer peer, Why why) {
        cells.put(List.of(mode, peer), why.letter());
    }

    /// True when every cell passed or cannot be.
    boolean complete() {
        return cells.size() == peers.size() * Mode.ALL.size();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Peer peer : peers) {
            numbers.add(Integer.toString(numbers.size() + 1));
            lines.add(numbers.getLast() + "  " + peer.heading());
        }
        for (TlsVersion version : TlsVersion.values()) {
            lines.add("");
            lines.add(line(version.toString(), numbers));
            Mode.ALL.stream().filter(mode -> mode.version() == version).forEach(mode -> lines.add(line(mode)));
        }
        lines.add("");
        lines.add("curl and Chromium are no servers, so they have one direction only.");
        lines.add("");
        lines.add("M  with the extended master secret (RFC 7627), otherwise without");
        lines.add("E  with encrypt-then-MAC (RFC 7366), otherwise without");
        for (Why why : Why.values()) {
            if (cells.containsValue(why.letter())) {
                lines.add(why.letter() + "  " + why.words());
            }
        }
        return lines;
    }

    private String line(Mode mode) {
        String marks = mode.event() == Event.NONE && !mode.tls13()
                ? (mode.extendedMasterSecret() ? " M" : "") + (mode.encryptThenMac() ? " E" : "")
                : "";
        return line(
                mode.name() + marks,
                peers.stream()
                        .map(peer -> cells.getOrDefault(List.of(mode, peer), "?"))
                        .toList());
    }

    private static String line(String name, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME + "s", name));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%-" + CELL + "s", cell)));
        return line.toString().stripTrailing();
    }
}
