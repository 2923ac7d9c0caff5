package org.wirelab.server.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Finding;
import org.wirelab.render.Document;
import org.wirelab.render.Document.Choice;
import org.wirelab.render.Document.Mark;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.tls.Alert;
import org.wirelab.tls.CertificateSeen;
import org.wirelab.tls.ChangeCipherSpec;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.Direction;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.trace.Observation;

/// The page that shows a visitor its own handshake, made of what the connection's trace says.
final class HandshakePage {

    private static final String GREASE = "GREASE";

    private final Diary diary;
    private final ServerSettings settings;
    private final Texts texts;
    private final Wording wording;
    private final Document.Builder page = new Document.Builder();

    private HandshakePage(Diary diary, ServerSettings settings, Language language) {
        this.diary = diary;
        this.settings = settings;
        this.texts = Texts.in(language);
        this.wording = new Wording(texts);
    }

    /// The page of this connection.
    ///
    /// @param settings the server's policy, for the reasons of its choices
    /// @param visitor the client's endpoint
    static Document of(Diary diary, ServerSettings settings, String visitor, Language language) {
        return new HandshakePage(diary, settings, language).write(visitor);
    }

    private Document write(String visitor) {
        String agreed = chosen().map(SuiteChosen::title).orElse("TLS");
        message("ClientHello").ifPresent(this::offered);
        chosen().ifPresent(this::settled);
        judgements();
        messages();
        values();
        page.add(new Document.Paragraph(texts.get("tls.page.end")));
        return page.build(
                texts.language().tag(), texts.get("tls.page.title"), texts.format("tls.page.lead", visitor, agreed));
    }

    private void offered(HandshakeMessage hello) {
        heading("offered");
        Optional<SuiteChosen> chosen = chosen();
        fact("server_name", hello.text("server_name"), "");
        List<String> versions = hello.list("supported_versions");
        page.choices(
                name("versions"),
                marked(
                        versions.isEmpty() ? List.of(hello.text("version")) : versions,
                        chosen.map(SuiteChosen::version).orElse("")));
        page.choices(
                name("suites"),
                marked(
                        hello.list("cipher_suites"),
                        chosen.map(SuiteChosen::chosen).orElse("")));
        page.choices(name("groups"), marked(hello.list("supported_groups"), group().orElse("")));
        page.choices(name("key_shares"), marked(hello.list("key_shares"), group().orElse("")));
        page.choices(name("signatures"), marked(hello.list("signature_algorithms"), signature()));
        page.choices(name("alpn"), marked(hello.list("alpn"), protocol()));
        page.choices(name("extensions"), marked(hello.list("extensions"), ""));
    }

    private void settled(SuiteChosen chosen) {
        heading("chosen");
        fact("version", chosen.version(), versions());
        fact("suite", chosen.chosen(), policy(chosen));
        fact("group", group().orElse(""), whyGroup());
        diary.told(CertificateSeen.class).stream()
                .filter(certificate -> certificate.position() == 0)
                .findFirst()
                .ifPresent(this::certificate);
        fact("signature", signature(), "");
        fact("alpn", protocol(), "");
        if (chosen.version().equals("TLS 1.2")) {
            fact("extended_master_secret", onOrOff(chosen.extendedMasterSecret()), "");
            fact("encrypt_then_mac", onOrOff(chosen.encryptThenMac()), "");
        }
        fact("strongest", chosen.strongestTaken() ? "" : chosen.strongest(), texts.get("tls.page.strongest.why"));
    }

    private void certificate(CertificateSeen certificate) {
        String called =
                message("ClientHello").map(hello -> hello.text("server_name")).orElse("");
        boolean named = certificate.names().contains("DNS:" + called);
        String why = called.isEmpty()
                ? texts.get("tls.page.certificate.unnamed")
                : texts.format(named ? "tls.page.certificate.named" : "tls.page.certificate.other", called);
        fact(
                "certificate",
                certificate.subject() + " · " + certificate.publicKey() + " · " + String.join(" ", certificate.names()),
                why);
    }

    private String versions() {
        String spoken = settings.versions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return texts.format("tls.page.version.why", spoken);
    }

    private String whyGroup() {
        if (message("HelloRetryRequest").isPresent()) {
            return texts.get("tls.page.retry");
        }
        List<String> offered = message("ClientHello")
                .map(hello -> hello.list("supported_groups"))
                .orElse(List.of());
        Optional<String> first =
                settings.groups().stream().filter(offered::contains).findFirst();
        return first.isPresent() && first.equals(group())
                ? texts.format("tls.page.group.first", String.join(", ", settings.groups()))
                : "";
    }

    /// The server's own list decides; what stands in it before the suite that was taken was not offered, or
    /// could not be taken.
    private String policy(SuiteChosen chosen) {
        List<String> mine = settings.suites().stream().map(CipherSuite::name).toList();
        int place = mine.indexOf(chosen.chosen());
        if (place < 0) {
            return "";
        }
        List<String> passedOver = mine.subList(0, place).stream()
                .filter(chosen.offered()::contains)
                .toList();
        return passedOver.isEmpty()
                ? texts.format("tls.page.policy.first", place + 1, mine.size())
                : texts.format(
                        "tls.page.policy.fitting",
                        place + 1,
                        mine.size(),
                        chosen.version(),
                        String.join(", ", passedOver));
    }

    private void judgements() {
        List<Finding> findings = diary.findings();
        if (findings.isEmpty()) {
            return;
        }
        heading("judged");
        page.add(new Document.Paragraph(texts.get("tls.page.judged.what")));
        for (Finding finding : findings) {
            page.add(new Document.Judged(
                    finding.step(),
                    finding.verdict(),
                    texts.get("verdict." + finding.verdict().label()),
                    wording.statement(finding.step()),
                    wording.why(finding).orElse(""),
                    wording.reference(finding.step())));
        }
    }

    private void messages() {
        heading("messages");
        for (Observation observation : diary.observations()) {
            switch (observation) {
                case HandshakeMessage message ->
                    row(message.direction(), message.name(), message.bytes().length(), message.details());
                case ChangeCipherSpec change -> row(change.direction(), "ChangeCipherSpec", 1, List.of());
                case Alert alert ->
                    row(alert.direction(), "Alert", 2, List.of(alert.level() + " " + alert.description()));
                default -> {} // told elsewhere on the page
            }
        }
    }

    private void row(Direction direction, String name, int bytes, List<String> details) {
        page.add(new Document.Message(
                direction == Direction.RECEIVED, name, texts.format("tls.page.bytes", bytes), details));
    }

    private void values() {
        heading("values");
        page.add(new Document.Paragraph(texts.get("tls.page.values.what")));
        for (DerivedSecret secret : diary.told(DerivedSecret.class)) {
            String sign = secret.recomputed() == null ? "=" : secret.holds() ? "✓" : "✗";
            page.add(new Document.Value(
                    secret.name(), sign, secret.value().toString(), secret.formula(), command(secret)));
        }
    }

    /// A command that needs the server's private key is nothing for a visitor, nor is where that key lies.
    private @Nullable String command(DerivedSecret secret) {
        String command = secret.command();
        boolean servers = command != null
                && settings.identities().stream()
                        .flatMap(identity -> identity.keyFile().stream())
                        .anyMatch(file -> command.contains(file.toString()));
        return servers ? null : command;
    }

    private Optional<SuiteChosen> chosen() {
        List<SuiteChosen> told = diary.told(SuiteChosen.class);
        return told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
    }

    /// The last one of this name: after a HelloRetryRequest the second ClientHello counts.
    private Optional<HandshakeMessage> message(String name) {
        List<HandshakeMessage> told = diary.told(HandshakeMessage.class).stream()
                .filter(message -> message.is(name))
                .toList();
        return told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
    }

    private String field(String messageName, String field) {
        return message(messageName).map(message -> message.text(field)).orElse("");
    }

    /// TLS 1.3 names the group in ServerHello, TLS 1.2 in ServerKeyExchange.
    private Optional<String> group() {
        return List.of(
                        field("ServerHello", "key_share_group"),
                        field("ServerKeyExchange", "named_curve"),
                        field("ServerKeyExchange", "dh_p"))
                .stream()
                .filter(group -> !group.isEmpty())
                .findFirst();
    }

    /// What the server signed with, this one time.
    private String signature() {
        String tls12 = field("ServerKeyExchange", "signature_algorithm");
        return tls12.isEmpty() ? field("CertificateVerify", "signature_algorithm") : tls12;
    }

    private String protocol() {
        Function<String, Optional<String>> in = name ->
                message(name).flatMap(message -> message.list("alpn").stream().findFirst());
        return in.apply("EncryptedExtensions").or(() -> in.apply("ServerHello")).orElse("");
    }

    private static List<Choice> marked(List<String> offered, String chosen) {
        List<Choice> choices = new ArrayList<>();
        for (String each : offered) {
            boolean taken = !chosen.isEmpty() && (each.equals(chosen) || each.startsWith(chosen + " ("));
            boolean aside = each.startsWith(GREASE) || each.endsWith("_SCSV");
            choices.add(new Choice(each, taken ? Mark.CHOSEN : aside ? Mark.ASIDE : Mark.PLAIN));
        }
        return choices;
    }

    private String onOrOff(boolean on) {
        return texts.get(on ? "tls.page.on" : "tls.page.off");
    }

    private void heading(String key) {
        page.add(new Document.Heading(texts.get("tls.page." + key)));
    }

    private void fact(String key, String value, String why) {
        page.fact(name(key), value, why);
    }

    private String name(String key) {
        return texts.get("tls.page.name." + key.toLowerCase(Locale.ROOT));
    }
}
