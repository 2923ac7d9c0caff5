package org.wirelab.client.dns.local;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
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
            program.getOutputStream().close();
            byte[] output = program.getInputStream().readAllBytes();
            if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                program.destroyForcibly();
                return new CacheFinding.Closed("ipconfig /displaydns does not end");
            }
            return DisplayDns.parse(new String(output, consoleCharset())).find(question);
        } catch (IOException e) {
            return new CacheFinding.Closed("ipconfig /displaydns: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CacheFinding.Closed("interrupted");
        }
    }

    private static Charset consoleCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
