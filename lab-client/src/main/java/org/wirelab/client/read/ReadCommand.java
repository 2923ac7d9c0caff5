package org.wirelab.client.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lab read CAPTURE`: somebody's pcap or pcapng, its TCP connections analysed, its TLS opened where somebody has the
/// secrets, both held against the notes.
@Command(
        name = "read",
        description =
                "Reads a capture (pcap or pcapng, also gzip): its TCP conversations and what was remarkable about them;"
                        + " for one (--conversation), or all (--json), each segment with the analysis and the findings.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab read trace.pcapng                       its conversations, by tcp.stream",
            "  lab read trace.pcapng --conversation 3      the ladder and the findings of one",
            "  lab read trace.pcapng --port 443            those with a port; or --host",
            "  lab read trace.pcapng -o out                written again, with comments",
            "  lab read trace.pcapng --json                all of it, as JSON lines",
            "  lab read trace.pcapng --keylog keys.log     its TLS opened; or --server-key",
            "  sudo tcpdump -U -w - tcp | lab read -       from a pipe, while it is captured",
            "",
            "Exit codes: 0 read, and no sentence contradicted or missing where any was",
            "judged (--conversation, --json, -o, or a capture of one conversation); 1 one",
            "was; 2 this is no capture; 130 interrupted. Damage in a capture is told, and",
            "what can be read around it is used.",
        })
public final class ReadCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "CAPTURE", description = "A capture file; - reads the standard input.")
    private String capture = "";

    @Option(
            names = "--conversation",
            paramLabel = "N",
            description = "The ladder and the findings of this one; numbers are those of the overview (tcp.stream).")
    private @Nullable Long conversation;

    @Option(names = "--port", paramLabel = "N", description = "Only conversations with this port at one end.")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Only conversations with this address at one end.")
    private @Nullable String host;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Only packets that this interface saw: where two saw the same ones, each counts twice.")
    private String interfaceName = "";

    @Option(
            names = "-o",
            paramLabel = "DIR",
            description = "Write the capture again below this folder, as pcapng with the findings as comments.")
    private @Nullable Path folder;

    @Option(
            names = "--open",
            paramLabel = "N",
            description = "Keep this many conversations in memory at a time (default: 100000; 4000 where they are"
                    + " judged). The quietest is let go when there are more.")
    private @Nullable Integer open;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description = "Open TLS with this key log (SSLKEYLOGFILE), beside the secrets that the capture brings.")
    private List<Path> keyLogs = List.of();

    @Option(
            names = "--server-key",
            paramLabel = "FILE",
            description = "Open TLS with the private RSA key of the server (PEM): where RSA transports the PMS.")
    private List<Path> serverKeys = List.of();

    @Override
    public Integer call() throws LabException {
        if (open != null && open < 1) {
            throw new LabException(ExitCode.USAGE, "--open takes 1 or more");
        }
        ReadRequest request = new ReadRequest(
                capture,
                interfaceName,
                ConnectionFilter.of(conversation, port, host),
                conversation != null,
                output.json(),
                Optional.ofNullable(folder),
                open == null ? 0 : open,
                SecretFiles.read(keyLogs, serverKeys));
        return new ReadSession(request, output).run();
    }
}
