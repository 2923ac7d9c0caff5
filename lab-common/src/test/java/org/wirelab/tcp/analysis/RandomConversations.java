package org.wirelab.tcp.analysis;

import java.util.Random;

/// Conversations in which everything happens that TCP knows and much that it should not: the same for the same seed.
final class RandomConversations {
    private static final double[] PAUSES = {0.01, 0.2, 1, 2, 5, 12, 19, 25, 80, 300};
    private static final int[] LENGTHS = {1, 1, 2, 100, 100, 100, 300};
    private static final byte[] NO_OPTIONS = {};

    private final SegmentScript script = new SegmentScript();
    private final Random random;

    /// Of the client and of the server: initial number, next number, what the peer acknowledged, window.
    private final long[] initial = new long[2];

    private final long[] next = new long[2];
    private final long[] acknowledged = new long[2];
    private final int[] window = new int[2];

    private RandomConversations(long seed) {
        random = new Random(seed);
    }

    static SegmentScript of(int conversations, long seed) {
        RandomConversations all = new RandomConversations(seed);
        for (int i = 0; i < conversations; i++) {
            all.script.fromPort(20_000 + i);
            all.conversation();
        }
        return all.script;
    }

    private void conversation() {
        for (int end = 0; end < 2; end++) {
            // some go round the circle
            initial[end] = random.nextInt(4) == 0 ? 0xffff_fe00L + random.nextInt(200) : random.nextInt(1 << 30);
            next[end] = initial[end] + 1;
            acknowledged[end] = next[end];
            window[end] = 1000;
        }
        int missing = random.nextInt(6);
        int scaled = random.nextInt(3);
        if (missing != 1) send(0, "S", initial[0], 0, 0, scaled > 0 ? SegmentScript.scale(2) : NO_OPTIONS);
        if (missing != 2) send(1, "SA", initial[1], next[0], 0, scaled > 1 ? SegmentScript.scale(3) : NO_OPTIONS);
        if (missing != 3) send(0, "A", next[0], next[1], 0, NO_OPTIONS);
        int acts = 5 + random.nextInt(40);
        for (int i = 0; i < acts; i++) act(random.nextInt(3) == 0 ? 1 : 0, LENGTHS[random.nextInt(LENGTHS.length)]);
    }

    private void act(int end, int length) {
        int peer = 1 - end;
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> newData(end, length);
            case 5, 6, 7 -> {
                acknowledged[peer] = next[peer];
                send(end, "A", next[end], acknowledged[peer], 0, NO_OPTIONS);
            }
            case 8 -> again(end, acknowledged[end], length);
            case 9 -> again(end, next[end] - length, length);
            case 10, 11 -> duplicates(end);
            case 12 -> {
                window[end] = random.nextInt(3) == 0 ? 0 : random.nextInt(1000);
                send(end, "A", next[end], acknowledged[peer], 0, NO_OPTIONS);
            }
            case 13 -> send(end, "A", next[end] - 1, acknowledged[peer], random.nextInt(2), NO_OPTIONS);
            case 14 -> {
                next[end] += length;
                newData(end, length);
            }
            case 15 -> {
                acknowledged[peer] = next[peer] + length;
                send(end, "A", next[end], acknowledged[peer], 0, NO_OPTIONS);
                if (random.nextBoolean()) next[peer] = acknowledged[peer];
            }
            case 16 -> probe(end);
            case 17 -> {
                long room = acknowledged[end] + window[peer] - next[end];
                if (room > 0 && room < 1400) newData(end, (int) room);
            }
            case 18 -> ending(end);
            default -> beginning();
        }
    }

    private void newData(int end, int length) {
        send(end, random.nextBoolean() ? "A" : "PA", next[end], acknowledged[1 - end], length, NO_OPTIONS);
        next[end] += length;
    }

    private void again(int end, long from, int length) {
        long first = Math.max(from, initial[end] + 1);
        send(end, "A", first, acknowledged[1 - end], length, NO_OPTIONS);
        next[end] = Math.max(next[end], first + length);
    }

    private void duplicates(int end) {
        int peer = 1 - end;
        long ack = acknowledged[peer];
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            byte[] sack = random.nextInt(3) == 0 ? SegmentScript.sack(ack + 100, ack + 200) : NO_OPTIONS;
            send(end, "A", next[end], ack, 0, sack);
        }
        if (random.nextBoolean()) again(peer, ack, 100);
    }

    private void probe(int end) {
        int peer = 1 - end;
        window[peer] = 0;
        send(peer, "A", next[peer], acknowledged[end], 0, NO_OPTIONS);
        send(end, "A", next[end], acknowledged[peer], 1, NO_OPTIONS);
        if (random.nextBoolean()) {
            send(peer, "A", next[peer], acknowledged[end], 0, NO_OPTIONS);
        } else {
            next[end]++;
        }
    }

    private void ending(int end) {
        if (random.nextInt(3) > 0) return;
        if (random.nextBoolean()) {
            send(end, "FA", next[end], acknowledged[1 - end], 0, NO_OPTIONS);
            next[end]++;
        } else {
            send(end, "RA", next[end], acknowledged[1 - end], 0, NO_OPTIONS);
        }
    }

    /// Another connection between the same ports.
    private void beginning() {
        if (random.nextInt(4) > 0) return;
        initial[0] += 100_000;
        next[0] = initial[0] + 1;
        acknowledged[0] = next[0];
        send(0, "S", initial[0], 0, 0, NO_OPTIONS);
    }

    private void send(int end, String flags, long seq, long ack, int length, byte[] options) {
        script.after(PAUSES[random.nextInt(PAUSES.length)]);
        // no sender goes back behind its initial number
        long first = flags.startsWith("S") ? seq : Math.max(seq, initial[end] + 1);
        long sentAck = flags.contains("A") ? ack : 0;
        int sentWindow = flags.contains("R") ? 0 : window[end];
        if (end == 0) {
            script.client(flags, first, sentAck, length, sentWindow, options);
        } else {
            script.server(flags, first, sentAck, length, sentWindow, options);
        }
    }
}
