package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.Bytes;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Worded;

/// What a scenario of TLS says of itself: how the stage is set, what interferes, and who noticed it.
public sealed interface ScenarioObservation extends Observation permits Interference, ScenarioObservation.OfTheStage {

    /// What is set before the first octet, and what follows from all that came after.
    sealed interface OfTheStage extends ScenarioObservation, Note
            permits Staged, OddCertificate, Terms, Noticed, Compared, Overheard {}

    /// A scenario begins.
    ///
    /// @param scenario its name on the command line, `tampered-record`
    /// @param towards the end that is to notice
    /// @param version of TLS that the ends would agree on, `TLS 1.2`
    @Kind("tls.scenario")
    record Staged(String scenario, Role towards, String version) implements OfTheStage {
        @Override
        public String title() {
            return "scenario " + scenario;
        }

        @Override
        public List<String> details() {
            return List.of("aimed at the " + towards + ", " + version);
        }
    }

    /// A certificate that was made to be refused.
    ///
    /// @param holder who shows it
    /// @param verifier who has to look at it
    /// @param subject whose it is
    /// @param issuer who signed it
    /// @param notBefore first instant of validity, ISO 8601 in UTC
    /// @param notAfter last instant of validity, ISO 8601 in UTC
    /// @param publicKey algorithm and size, such as `RSA 1024`
    /// @param names the subject alternative names: `DNS:localhost`
    /// @param at when it is shown, ISO 8601 in UTC
    /// @param wanted the name that the verifier knows the holder by; empty where it asks for none
    /// @param trusted the authorities that the verifier trusts
    /// @param der the whole certificate
    @Kind("tls.scenario.certificate")
    record OddCertificate(
            Role holder,
            Role verifier,
            String subject,
            String issuer,
            String notBefore,
            String notAfter,
            String publicKey,
            List<String> names,
            String at,
            String wanted,
            List<String> trusted,
            Bytes der)
            implements OfTheStage {

        public OddCertificate {
            names = List.copyOf(names);
            trusted = List.copyOf(trusted);
        }

        @Override
        public String title() {
            return "certificate of the " + holder + " · " + subject;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>(List.of(
                    "issued by " + issuer + "; the " + verifier + " trusts " + String.join(", ", trusted),
                    notBefore + " to " + notAfter + "; it is " + at,
                    publicKey));
            if (!wanted.isEmpty()) {
                details.add("for " + String.join(", ", names) + "; the " + verifier + " calls " + wanted);
            }
            return details;
        }
    }

    /// What an end accepts: its own business, and on no wire.
    ///
    /// @param end whose terms they are
    /// @param versions that it speaks, `TLS 1.2`
    /// @param suites that it accepts, by their registered names
    /// @param certificateDemanded whether it goes on only with a certificate of the other end
    @Kind("tls.scenario.terms")
    record Terms(Role end, List<String> versions, List<String> suites, boolean certificateDemanded)
            implements OfTheStage {

        public Terms {
            versions = List.copyOf(versions);
            suites = List.copyOf(suites);
        }

        @Override
        public String title() {
            return "what the " + end + " accepts";
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(String.join(", ", versions));
            details.addAll(suites);
            if (certificateDemanded) {
                details.add("nobody without a certificate");
            }
            return details;
        }
    }

    /// An end has noticed that something is wrong. Drawn from its own engine's words: the last thing that it
    /// took, the first check that failed, the alert that it sent.
    ///
    /// @param scenario whose text says what an attacker would have gained without that check
    /// @param by who noticed
    /// @param step what it had received last: `Certificate`, `ChangeCipherSpec`, `protected record 1`
    /// @param check what did not hold
    /// @param alert what it sent; the empty string where it sent nothing
    /// @param cause in the engine's own words; the empty string where it gave none
    @Kind("tls.scenario.noticed")
    record Noticed(String scenario, Role by, String step, String check, String alert, String cause)
            implements OfTheStage, Worded {

        @Override
        public String title() {
            return "noticed by the " + by + " at " + step + ": " + check;
        }

        @Override
        public List<String> details() {
            return List.of(alert.isEmpty() ? "no alert" : "alert " + alert);
        }

        /// What an attacker would have gained without the check.
        @Override
        public String textKey() {
            return "tls.scenario." + scenario.replace('-', '_') + ".gain";
        }

        @Override
        public List<String> textArguments() {
            return List.of();
        }
    }
}
