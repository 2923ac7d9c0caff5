package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;
import org.wirelab.wire.CapturedFrame;

/// Who may capture by dumpcap where he may not by tcpdump.
class DumpcapRightsTest {
    /// Of no user and no group of this machine; a process can be of them all the same.
    private static final String SOMEBODY = "64123";

    private static final String WIRESHARKS_GROUP = "64124";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void inAUserNamespaceDumpcapIsChosenBecauseTcpdumpCannotBecomeItsUser() throws Exception {
        Tools.require("tcpdump");
        Tools.require("dumpcap");
        PrivateJvm.run(InAUserNamespace.class);
    }

    static final class InAUserNamespace implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            try (InterfaceControl interfaces = InterfaceControl.open()) {
                interfaces.up("lo");
            }
            CaptureChoice choice =
                    CaptureProbe.decide(CaptureProbe.Wish.AUTO, "lo", "tcp", false, CaptureProgram.installed());
            assertThat(choice.reason()).isEqualTo(new CaptureReason(CaptureReason.Why.DUMPCAP_MAY, "lo"));
            LoopbackExchange.isSeenWhole(((CaptureChoice.Method.ByProgram) choice.method()).program(), "lo");
        }
    }

    /// As Debian installs it for Wireshark's users: `dumpcap` has the capabilities, and only the group may run it.
    @Test
    void anOrdinaryUserInItsGroupCapturesOnTheHost() throws Exception {
        Tools.requireRoot();
        Tools.require("tcpdump");
        Path dumpcap =
                Files.copy(Tools.require("dumpcap"), folder.resolve("dumpcap"), StandardCopyOption.REPLACE_EXISTING);
        run("chown", "root:" + WIRESHARKS_GROUP, dumpcap.toString());
        Files.setPosixFilePermissions(dumpcap, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(
                run("setcap", "cap_net_raw,cap_net_admin=eip", dumpcap.toString())
                        .isEmpty(),
                "this file system keeps no capabilities");

        assertThat(asSomebody("--clear-groups")).isEqualToIgnoringNewLines("NOT_PERMITTED");
        assertThat(asSomebody("--groups=" + WIRESHARKS_GROUP)).isEqualToIgnoringNewLines("DUMPCAP_MAY[SYN]");
    }

    /// Somebody may not read the test libraries: it says what it saw, and the test judges.
    static final class OnTheHost {
        public static void main(String[] arguments) throws Exception {
            CaptureChoice choice = CaptureProbe.decide(CaptureProbe.Wish.AUTO, "lo", "tcp");
            System.out.println(choice.reason().why());
            if (choice.watches()) {
                List<CapturedFrame> frames = LoopbackExchange.captured(choice);
                System.out.println(LoopbackExchange.segments(frames).getFirst().flags());
            }
        }
    }

    private String asSomebody(String groups) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Tools.require("setpriv").toString(), "--reuid=" + SOMEBODY, "--regid=" + SOMEBODY, groups));
        command.addAll(PrivateJvm.java(OnTheHost.class));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().keySet().removeIf(name -> name.startsWith("LAB_"));
        return output(builder);
    }

    private static String run(String... command) throws Exception {
        command[0] = Tools.require(command[0]).toString();
        return output(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
