package org.wirelab.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Summary;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Secret;

/// The run's TLS secrets as `keys.log`, in NSS key log format; a run without secrets has no such file.
///
/// Each line is flushed as it comes, so that Wireshark can follow the file while the run goes on.
public final class KeyLogFile implements RunListener {

    private final RunFolder folder;
    private final Set<String> written = new HashSet<>();
    private @Nullable Writer out;

    public KeyLogFile(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void entry(Entry entry) {
        if (entry.observation() instanceof Secret secret) {
            secret.keyLogLines().stream().filter(written::add).forEach(this::write);
        }
    }

    @Override
    public void ended(Summary summary) {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private void write(String line) {
        try {
            if (out == null) {
                out = folder.newWriter(RunFolder.KEY_LOG);
            }
            out.write(line);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException(
                folder.path().resolve(RunFolder.KEY_LOG) + " cannot be written: " + RunFolder.reason(e), e);
    }
}
