package org.wirelab.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Recomputable;

/// The run's derived values as `recompute.sh`, which computes each again with openssl and compares; a run without such
/// values has no such file.
///
/// Whoever runs it needs neither this program nor faith in it. A value that both sides come to in the same way stands
/// there once.
public final class RecomputeScript implements RunListener {

    private static final String HEAD = """
            #!/bin/sh
            # Computes the values of this run again, with openssl 3 and coreutils alone:
            #
            #     sh recompute.sh
            #
            # It holds secrets of the run, as keys.log does: keep it to yourself.

            case $(openssl version 2>&1) in
            "OpenSSL "[3-9]*) ;;
            *) echo "recompute.sh needs openssl 3 or later" >&2; exit 2 ;;
            esac

            all=0
            same=0

            # compare NAME VALUE COMPUTED
            compare() {
                all=$((all + 1))
                if [ "$2" = "$3" ]; then
                    same=$((same + 1))
                    echo "ok $1"
                else
                    echo "DIFFERS $1"
                    echo "    in the run: $2"
                    echo "    computed:   $3"
                fi
            }
            """;

    private static final String FOOT = """

            echo "$same of $all values computed again by openssl"
            [ "$same" -eq "$all" ]
            """;

    private final RunFolder folder;
    private final Set<List<String>> written = new HashSet<>();
    private Optional<Conversation> shown = Optional.empty();
    private @Nullable Writer out;

    public RecomputeScript(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void entry(Entry entry) {
        if (entry.observation() instanceof Recomputable value && value.command() != null) {
            String command = value.command();
            if (written.add(List.of(value.name(), value.printed(), command))) {
                heading(entry.conversation());
                // the blanks keep a command that begins with a parenthesis from being read as arithmetic
                write("\n# " + line(value.name() + " = " + value.formula()) + "\ncompare " + quoted(value.name()) + " "
                        + value.printed() + " \"$( " + command + " )\"\n");
            }
        }
    }

    /// True when there is a value to compute.
    public boolean written() {
        return out != null;
    }

    @Override
    public void ended(Summary summary) {
        if (out != null) {
            write(FOOT);
            try {
                out.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private void heading(Conversation conversation) {
        if (shown.filter(conversation::equals).isEmpty()) {
            shown = Optional.of(conversation);
            write("\necho " + quoted("# " + line(conversation.id())) + "\n");
        }
    }

    /// On one line, and nothing but text.
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void write(String text) {
        try {
            if (out == null) {
                out = folder.newWriter(RunFolder.RECOMPUTE);
                out.write(HEAD);
            }
            out.write(text);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException(
                folder.path().resolve(RunFolder.RECOMPUTE) + " cannot be written: " + RunFolder.reason(e), e);
    }
}
