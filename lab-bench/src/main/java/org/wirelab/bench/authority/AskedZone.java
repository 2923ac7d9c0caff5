package org.wirelab.bench.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.wirelab.bench.Setting;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.Universe;

/// The files of a measure: one zone for both servers, signed by the lab, and the questions about it.
final class AskedZone {
    private AskedZone() {}

    private static final int NAMES = 10_000;
    private static final int QUESTIONS = 50_000;
    private static final int ONE_IN = 10;
    private static final String HEAD =
            "$TTL 300\n@ SOA ns hostmaster 1 7200 3600 1209600 300\n@ NS ns\nns A 192.0.2.1\n";

    /// Makes them, once.
    ///
    /// @return the folder
    static Path make(Setting setting) throws LabException {
        Path folder = setting.cache().resolve("authority");
        try {
            Files.createDirectories(folder);
            StringBuilder zone = new StringBuilder(HEAD);
            for (int i = 0; i < NAMES; i++) {
                zone.append("host")
                        .append(i)
                        .append(" A 203.0.113.")
                        .append(i % 250 + 1)
                        .append('\n');
            }
            Files.writeString(folder.resolve("bench.test.zone"), zone);
            Files.writeString(folder.resolve("servers.txt"), "ns.bench.test. | 192.0.2.1 | bench.test.\n");
            Files.writeString(folder.resolve("questions"), questions());
            Files.writeString(
                    folder.resolve("signed.zone"), Universe.read(folder).zoneFile("bench.test."));
            Files.writeString(folder.resolve("nsd.conf"), configuration(folder));
            return folder;
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "cannot make " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String questions() {
        Random random = new Random(1);
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < QUESTIONS; i++) {
            String host = i % ONE_IN == 0 ? "nobody" + i : "host" + random.nextInt(NAMES);
            questions.append(host).append(".bench.test A\n");
        }
        return questions.toString();
    }

    private static String configuration(Path folder) {
        return """
                server:
                  ip-address: 127.0.0.1@5399
                  username: ""
                  chroot: ""
                  database: ""
                  pidfile: ""
                  zonesdir: "%1$s"
                  xfrdir: "%1$s"
                  xfrdfile: ""
                  zonelistfile: "%1$s/zone.list"
                  server-count: 1
                  rrl-ratelimit: 0
                remote-control:
                  control-enable: no
                zone:
                  name: bench.test
                  zonefile: signed.zone
                """.formatted(folder);
    }
}
