package org.wirelab.capture;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The program tcpdump: where it is, how it is called, and what its words mean.
final class Tcpdump {
    /// In KiB. In immediate mode each frame takes room for the largest one, so the usual 2 MiB would hold few.
    private static final int BUFFER = 32768;

    /// Kills tcpdump when the standard input ends, which it does when the JVM ends, however that comes about: a
    /// capture of an idle interface would never notice. The shell becomes tcpdump, so that the JVM signals and
    /// awaits tcpdump itself.
    private static final String UNTIL_INPUT_ENDS =
            "exec 3<&0 </dev/null; { cat <&3; kill $$; } >/dev/null 2>&1 & exec \"$@\" 3<&-";

    private static final Pattern DROPPED = Pattern.compile("(\\d+) packets? dropped by kernel");
    private static final Pattern RECEIVED = Pattern.compile("(\\d+) packets? received by filter");

    private Tcpdump() {}

    /// On the PATH, or in the administrator's folders, which an ordinary user's PATH often lacks.
    static Optional<Path> find() {
        String folders =
                System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin:/usr/local/sbin";
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "tcpdump"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Has tcpdump open the interface and translate the filter, and end: what the kernel refuses to this user it
    /// refuses now.
    ///
    /// @return why a capture is not possible, or empty if it is
    static Optional<CaptureReason> objection(Path tcpdump, String interfaceName, String filter) {
        try {
            Process process = start(withFilter(List.of(tcpdump.toString(), "-d", "-i", interfaceName), filter));
            process.getOutputStream().close();
            String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0) return Optional.empty();
            process.destroyForcibly();
            return Optional.of(reason(words, interfaceName));
        } catch (IOException e) {
            return Optional.of(new CaptureReason(CaptureReason.Why.FAILED, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new CaptureReason(CaptureReason.Why.FAILED, "interrupted"));
        }
    }

    /// Starts tcpdump so that it writes pcap to its standard output until its standard input ends.
    static Process capture(Path tcpdump, String interfaceName, String filter) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", UNTIL_INPUT_ENDS, "sh", tcpdump.toString()));
        // each frame at once, whole, with nanoseconds, names not looked up
        command.addAll(List.of("-U", "--immediate-mode", "--time-stamp-precision=nano", "-n", "-s", "0"));
        command.addAll(List.of("-B", Integer.toString(BUFFER), "-w", "-", "-i", interfaceName));
        return start(withFilter(command, filter));
    }

    private static List<String> withFilter(List<String> command, String filter) {
        List<String> whole = new ArrayList<>(command);
        if (!filter.isBlank()) whole.add(filter);
        return whole;
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    /// What tcpdump meant by what it wrote to its standard error.
    static CaptureReason reason(String words, String interfaceName) {
        String line = words.lines()
                .filter(each -> each.startsWith("tcpdump: ") && !each.startsWith("tcpdump: listening on"))
                .map(each -> each.substring("tcpdump: ".length()).strip())
                .findFirst()
                .orElse("tcpdump ended without a word");
        if (line.contains("permission") || line.contains("not permitted")) {
            return new CaptureReason(CaptureReason.Why.NOT_PERMITTED, interfaceName);
        }
        if (line.contains("No such device")) {
            return new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, interfaceName);
        }
        if (line.contains("syntax error") || line.contains("expression")) {
            return new CaptureReason(CaptureReason.Why.BAD_FILTER, line);
        }
        return new CaptureReason(CaptureReason.Why.FAILED, "tcpdump: " + line);
    }

    /// The counters that tcpdump writes when it ends; where it wrote none, that is a failure.
    static CaptureEnd end(String words) {
        long dropped = number(DROPPED, words);
        return new CaptureEnd(
                Math.max(0, number(RECEIVED, words)), Math.max(0, dropped), dropped < 0 ? lastLine(words) : null);
    }

    private static long number(Pattern pattern, String words) {
        return pattern.matcher(words)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElse(-1);
    }

    private static String lastLine(String words) {
        return words.lines().reduce((_, last) -> last).orElse("tcpdump ended without a word");
    }
}
