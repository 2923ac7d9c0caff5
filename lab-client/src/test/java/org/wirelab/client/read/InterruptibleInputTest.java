package org.wirelab.client.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A stream that an interrupt ends.
class InterruptibleInputTest {

    @Test
    void allBytesComeInTheirOrder() throws IOException {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        try (InputStream in = new InterruptibleInput(new ByteArrayInputStream(bytes), () -> {})) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anInterruptEndsTheWaitingAndTheMarkStays() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream();
                InputStream pipe = new PipedInputStream(silent);
                InputStream in = new InterruptibleInput(
                        pipe, () -> Thread.currentThread().interrupt())) {
            assertThat(in.read()).isEqualTo(-1); // the interrupt comes as it begins to wait
            assertThat(Thread.interrupted()).isTrue();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void whoeverWaitsIsToldBefore() throws IOException {
        AtomicInteger told = new AtomicInteger();
        PipedOutputStream out = new PipedOutputStream();
        try (InputStream pipe = new PipedInputStream(out);
                InputStream in = new InterruptibleInput(pipe, () -> {
                    if (told.getAndIncrement() == 0) {
                        write(out);
                    }
                })) {
            assertThat(in.read()).isEqualTo(7);
            assertThat(told).hasPositiveValue();
        }
    }

    @Test
    void aFailureOfTheStreamIsTheReaders() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatThrownBy(() -> new InterruptibleInput(broken, () -> {}).read())
                .hasMessage("the disk is gone");
    }

    private static void write(PipedOutputStream out) {
        try {
            out.write(7);
            out.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
