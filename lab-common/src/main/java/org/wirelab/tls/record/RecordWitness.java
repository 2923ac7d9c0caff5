package org.wirelab.tls.record;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.KeyBlock;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;

/// Opens each record that a trace has the bytes and the keys of a second time, and concludes its anatomy.
///
/// What both ends tell of the same bytes is opened once; what arrived otherwise than it was sent is opened too.
public final class RecordWitness implements Concluding {

    /// Connections whose end nobody says are forgotten, the eldest first.
    private static final int CONNECTIONS_KEPT = 1 << 10;

    private final Map<Conversation, Connection> connections = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, Connection> eldest) {
            return size() > CONNECTIONS_KEPT;
        }
    };

    @Override
    public List<Conclusion> from(Entry entry) {
        return switch (entry.observation()) {
            case SuiteChosen chosen -> {
                connection(entry).chosen(chosen);
                yield List.of();
            }
            case DerivedSecret secret -> {
                connection(entry).secrets.put(secret.name(), secret.value());
                yield List.of();
            }
            case ProtectedRecord told
            when told.record() != null ->
                connection(entry)
                        .takeApart(told, told.record(), entry.conversation().beganAt(told.from()))
                        .map(anatomy -> new Conclusion(entry, anatomy))
                        .stream()
                        .toList();
            case RunObservation.ConversationEnded _ -> {
                connections.remove(entry.conversation());
                yield List.of();
            }
            default -> List.of();
        };
    }

    private Connection connection(Entry entry) {
        return connections.computeIfAbsent(entry.conversation(), _ -> new Connection());
    }

    /// One connection: what was settled, its secrets by name, and the records that were opened lately.
    private static final class Connection {

        private static final int RECORDS_KEPT = 32;

        private final Map<String, Bytes> secrets = new HashMap<>();
        private final Map<Object, Bytes> opened = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Bytes> eldest) {
                return size() > RECORDS_KEPT;
            }
        };
        private Optional<CipherSuite> suite = Optional.empty();
        private boolean encryptThenMac;
        private boolean exampleGiven;

        void chosen(SuiteChosen settled) {
            suite = CipherSuite.named(settled.chosen());
            encryptThenMac = settled.encryptThenMac();
        }

        /// @param client whether the client sent it
        Optional<RecordAnatomy> takeApart(ProtectedRecord told, Bytes record, boolean client) {
            String protectedBy = told.protectedBy();
            if (suite.isEmpty() || protectedBy == null || record.equals(opened.put(told.identity(), record))) {
                return Optional.empty();
            }
            String sender = client ? "client" : "server";
            return keys(protectedBy, sender)
                    .flatMap(keys -> RecordProtection.of(suite.orElseThrow(), encryptThenMac, sender, keys)
                            .map(protection -> anatomy(
                                    told,
                                    protectedBy,
                                    sender,
                                    keys,
                                    protection.mode(),
                                    opened(protection, told, record))));
        }

        private Optional<RecordKeys> keys(String protectedBy, String sender) {
            CipherSuite chosen = suite.orElseThrow();
            return Optional.ofNullable(secrets.get(protectedBy))
                    .map(secret -> chosen.tls13()
                            ? RecordKeys.ofTrafficSecret(chosen, secret)
                            : RecordKeys.of(sender, KeyBlock.of(secret, chosen).keys()));
        }

        private static OpenedRecord opened(RecordProtection protection, ProtectedRecord told, Bytes record) {
            return protection.takeApart(told.sequence(), record.toArray());
        }

        private RecordAnatomy anatomy(
                ProtectedRecord told,
                String protectedBy,
                String sender,
                RecordKeys keys,
                ProtectionMode mode,
                OpenedRecord again) {
            Optional<String> command =
                    again.opened() ? RecordCommand.of(suite.orElseThrow(), keys, again.parts()) : Optional.empty();
            boolean first = told.contentType().equals("application_data") && !exampleGiven;
            exampleGiven |= first;
            return new RecordAnatomy(
                    told.direction(),
                    told.from(),
                    sender,
                    told.sequence(),
                    protectedBy,
                    suite.orElseThrow().name(),
                    mode.label(),
                    again.opened() ? RecordHeader.typeName(again.contentType()) : told.contentType(),
                    again.failed().map(RecordCheck::label).orElse(""),
                    agrees(told, again),
                    first || !again.opened(),
                    again.parts(),
                    command.orElse(null));
        }

        private static boolean agrees(ProtectedRecord told, OpenedRecord again) {
            if (!told.opened() || !again.opened()) {
                return told.opened() == again.opened();
            }
            return again.content().equals(told.plaintext())
                    && RecordHeader.typeName(again.contentType()).equals(told.contentType());
        }
    }
}
