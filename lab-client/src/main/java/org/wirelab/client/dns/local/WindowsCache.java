package org.wirelab.client.dns.local;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.dns.Question;
import org.wirelab.dns.local.CacheFinding;
import org.wirelab.dns.local.DisplayDns;

/// The DNS client's cache of Windows, by the program that the notes name.
record WindowsCache() implements HostCache {

    private static final long PATIENCE_SECONDS = 5;

    @Override
    public String name() {
        return "Windows";
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public CacheFinding look(Question question) {
        try {
            Process program = new ProcessBuilder("ipconfig", "/displaydns")
                    .redirectErrorStream(true)
                    .start();
            try {
                program.getOutputStream().close();
                byte[] output = outputOf(program).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return DisplayDns.parse(new String(output, consoleCharset())).find(question);
            } catch (TimeoutException e) {
                return new CacheFinding.Closed("ipconfig /displaydns does not end");
            } finally {
                program.destroyForcibly();
            }
        } catch (IOException | ExecutionException e) {
            return new CacheFinding.Closed("ipconfig /displaydns: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CacheFinding.Closed("interrupted");
        }
    }

    /// All that the program says, read while somebody else keeps the time.
    private static Future<byte[]> outputOf(Process program) {
        FutureTask<byte[]> reading =
                new FutureTask<>(() -> program.getInputStream().readAllBytes());
        Thread.startVirtualThread(reading);
        return reading;
    }

    private static Charset consoleCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
