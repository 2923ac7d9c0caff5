package org.wirelab.tls.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Bytes;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// What an eavesdropper makes of a session that he has kept, once the server's private key is his.
///
/// @param suite of the session, by its registered name
/// @param toServer how many octets he has of what the client sent
/// @param toClient how many of what the server sent
/// @param records protected records among them
/// @param readWithoutKey how many of these he could open with nothing but the octets
/// @param readWithKey how many with the server's private key
/// @param preMasterSecret what he has decrypted; null when there was nothing for that key to decrypt
/// @param plaintext the application data that he has read, UTF-8; the empty string when he has read none
@Kind("tls.scenario.overheard")
public record Overheard(
        String suite,
        long toServer,
        long toClient,
        long records,
        long readWithoutKey,
        long readWithKey,
        @Nullable Bytes preMasterSecret,
        String plaintext)
        implements ScenarioObservation.OfTheStage, Note, Worded {

    @Override
    public String title() {
        return (readWithKey > 0 ? "opened" : "not opened") + " with the server's private key: " + suite;
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        details.add("kept " + toServer + " octets to the server, " + toClient + " to the client");
        details.add(
                records + " protected records: " + readWithoutKey + " open without a key, " + readWithKey + " with it");
        if (preMasterSecret != null) {
            details.add("pre_master_secret " + preMasterSecret);
        }
        if (!plaintext.isEmpty()) {
            details.add("read: \"" + plaintext.strip().replaceAll("\\p{Cntrl}+", " ") + '"');
        }
        return details;
    }

    /// What an attacker gains where there is no forward secrecy.
    @Override
    public String textKey() {
        return "tls.scenario.forward_secrecy.gain";
    }

    @Override
    public List<String> textArguments() {
        return List.of();
    }
}
