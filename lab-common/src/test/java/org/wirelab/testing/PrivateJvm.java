package org.wirelab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A JVM in a network namespace of its own, as the launcher starts one: for tests of what only happens there.
///
/// The body of such a test is a class of its own, because it runs in the other process; it fails by throwing.
public final class PrivateJvm {
    /// What runs in the namespace; needs a constructor without parameters.
    public interface Body {
        void run() throws Exception;
    }

    private static final int PATIENCE_SECONDS = 60;

    private PrivateJvm() {}

    /// Runs the body there and fails with its output if it throws. Skips where the system allows no such
    /// namespace.
    public static void run(Class<? extends Body> body) throws IOException, InterruptedException {
        run(body, Map.of());
    }

    /// The same with these variables added to its environment.
    public static void run(Class<? extends Body> body, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path unshare = Tools.require("unshare");
        assumeTrue(works(List.of(unshare.toString(), "-Urn", "true")), "this system allows no user namespace");
        List<String> command = new ArrayList<>(List.of(unshare.toString(), "-Urn"));
        command.addAll(java(PrivateJvm.class, body.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAB_NETWORK", "private");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    /// The command line of another JVM like this one.
    public static List<String> java(Class<?> main, String... arguments) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean works(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /// @param arguments the name of the body's class
    public static void main(String[] arguments) throws Exception {
        Class<?> body = Class.forName(arguments[0]);
        var constructor = body.getDeclaredConstructor();
        constructor.setAccessible(true);
        ((Body) constructor.newInstance()).run();
        System.exit(0);
    }
}
