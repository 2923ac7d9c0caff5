package org.wirelab.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// A program of this machine that a measure needs.
///
/// @param program its name
/// @param debianPackage what to install where it is missing
/// @param versionOption how it is asked for its version; empty when it need not be named in a table
public record Tool(String program, String debianPackage, String versionOption) {

    public static final Tool TSHARK = new Tool("tshark", "tshark", "--version");
    public static final Tool TCPDUMP = new Tool("tcpdump", "tcpdump", "--version");
    public static final Tool IPERF3 = new Tool("iperf3", "iperf3", "--version");
    public static final Tool UNSHARE = new Tool("unshare", "util-linux", "");
    public static final Tool NSD = new Tool("nsd", "nsd", "-v");
    public static final Tool DIG = new Tool("dig", "bind9-dnsutils", "");
    public static final Tool PGREP = new Tool("pgrep", "procps", "");
    public static final Tool IP = new Tool("ip", "iproute2", "");
    /// GNU time: CPU seconds and the largest resident set of a process.
    public static final Tool TIME = new Tool("time", "time", "");

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)*");

    /// Where it is.
    ///
    /// @throws LabException when it is not installed
    public Path require() throws LabException {
        return find().orElseThrow(() -> new LabException(
                ExitCode.LACKING, "needs " + program + ", which is not installed (apt install " + debianPackage + ")"));
    }

    /// Name and version as a table says them, `tshark 4.0.17`.
    public String described() {
        return (program + " " + version().orElse("")).strip();
    }

    /// On the PATH, or in the administrator's folders, which an ordinary user's PATH often lacks.
    private Optional<Path> find() {
        String folders = System.getenv().getOrDefault("PATH", "") + File.pathSeparator
                + "/usr/bin:/usr/local/sbin:/usr/sbin:/sbin";
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<String> version() {
        if (versionOption.isEmpty()) {
            return Optional.empty();
        }
        try {
            Process asked = new ProcessBuilder(require().toString(), versionOption)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return VERSION.matcher(answer).results().map(found -> found.group()).findFirst();
        } catch (IOException | LabException e) {
            return Optional.empty();
        }
    }
}
