package org.wirelab.server.dns;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.wirelab.testing.Tools;

/// A network namespace of its own in which every address is local, the miniature Internet in it, and a shell beside it.
final class Namespace implements AutoCloseable {

    private static final String END = "--- end of command ---";
    /// The resolver of this namespace: `/etc/resolv.conf` names it, in a mount namespace of its own.
    static final String RESOLVER = "192.0.2.53";

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;

    private String anchor = "";

    private Namespace(Process shell) {
        this.shell = shell;
        this.in = shell.outputWriter();
        this.out = shell.inputReader();
    }

    static Namespace start() throws IOException {
        String unshare = Tools.require("unshare").toString();
        Tools.require("ip");
        boolean root = System.getProperty("user.name").equals("root");
        Process shell = new ProcessBuilder(unshare, root ? "-nm" : "-Urnm", "sh")
                .redirectErrorStream(true)
                .start();
        Namespace namespace = new Namespace(shell);
        String ready = namespace.run("ip link set lo up && ip route add local default dev lo"
                + " && ip -6 route add local default dev lo && echo 1 >/proc/sys/net/ipv6/ip_nonlocal_bind"
                + " && resolv=$(mktemp) && echo nameserver " + RESOLVER + " >$resolv"
                + " && mount --bind $resolv /etc/resolv.conf && echo usable");
        if (!ready.contains("usable")) {
            namespace.close();
            abort("no network namespace here: " + ready.strip());
        }
        String java = System.getProperty("java.home") + "/bin/java";
        String started = namespace.run(
                "mkfifo_dir=$(mktemp -d) && mkfifo $mkfifo_dir/in && { " + java
                        + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
                        + " -Dio.netty.machineId=02:00:00:00:00:01 -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' " + PrivateInternet.class.getName() + " "
                        + RESOLVER
                        + " <$mkfifo_dir/in >$mkfifo_dir/out 2>&1 & } && exec 9>$mkfifo_dir/in"
                        + " && for i in $(seq 300); do grep -q ready $mkfifo_dir/out && break; kill -0 $! || break; sleep 0.1; done; cat $mkfifo_dir/out");
        if (!started.contains("ready")) {
            namespace.close();
            throw new IOException("the miniature Internet did not start: " + started);
        }
        namespace.anchor = started.lines()
                .filter(line -> line.startsWith(PrivateInternet.ANCHOR))
                .findFirst()
                .orElseThrow()
                .substring(PrivateInternet.ANCHOR.length());
        return namespace;
    }

    /// The DS record of the root, as a line.
    String anchor() {
        return anchor;
    }

    /// Runs a command line and gives all that it prints.
    String run(String command) throws IOException {
        in.write(command + "; echo; echo '" + END + "'\n");
        in.flush();
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null && !line.equals(END); line = out.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        if (shell.isAlive()) {
            run("exec 9>&-; wait; rm -rf \"$mkfifo_dir\" \"$resolv\"");
        }
        in.close();
        try {
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
