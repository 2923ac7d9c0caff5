package org.wirelab.client.dns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wirelab.client.dns.lookup.DnsSession;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.dns.DnsParties;
import org.wirelab.render.TerminalPage;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// `lab dns --names`: where the names come from, and whether each lookup is told or only what it came to.
///
/// @param parallel how many names are in flight at once
record ManyNames(CommonOptions options, DnsSession.Request request, int parallel) {

    /// Looks the names of a file up.
    ///
    /// @param file a path, or `-` for the standard input
    /// @return what the process is to exit with
    int of(String file) throws LabException, InterruptedException {
        try (BufferedReader lines = new BufferedReader(reader(file))) {
            if (options.output().detail() != TerminalPage.Detail.VERBOSE) {
                return session(NamesSession.Entries.NONE).run(lines);
            }
            try (ClientRun run = ClientRun.open("dns-names", options, List.of())) {
                run.part("dns");
                int exit = session(question ->
                                run.trace().recorder(new Vantage(Source.DNS, Side.CLIENT), DnsParties.lookup(question)))
                        .run(lines);
                int written = run.finish();
                return exit == 0 ? written : exit;
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "no file " + file + " that can be read", e);
        }
    }

    private NamesSession session(NamesSession.Entries entries) throws LabException {
        return new NamesSession(
                request,
                parallel,
                options.output().json(),
                options.output().style().width(),
                options.output().results(),
                System.err,
                options.output().wording().texts(),
                entries);
    }

    private static Reader reader(String file) throws IOException {
        return file.equals("-")
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(file));
    }
}
