package org.wirelab.link;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.NetworkNamespace;
import org.wirelab.posix.Posix;
import org.wirelab.posix.PosixException;

/// A host of the lab's own network: a network namespace, and the thread of this process that lives in it.
///
/// Whatever shall belong to the host is opened by its thread, through [#call(Callable)]: sockets (Netty's too: the
/// thread that calls `bind` or `connect`), captures, `sock_diag(7)`, processes. A socket stays the host's whoever uses
/// it then; accepted ones are the listener's. The namespace ends when the host is closed and the last of its sockets
/// is.
///
/// The kernel's tables of a host stand under `/proc/thread-self/net` as its thread reads them; `/proc/net` is that of
/// the process's first thread.
public final class Host implements AutoCloseable {

    /// The interface that leads to the link.
    public static final String INTERFACE = "eth0";

    private static final int PATIENCE_SECONDS = 5;
    private static final Path SETTINGS = Path.of("/proc/sys");

    private final String name;
    private final ExecutorService executor;
    private final List<InetAddress> addresses = new ArrayList<>();
    private volatile @Nullable Thread thread;

    private Host(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = Thread.ofPlatform().name("host " + name).daemon().unstarted(task);
            thread = made;
            return made;
        });
    }

    /// A host in a namespace of its own, whose loopback works and which knows nobody yet.
    ///
    /// @param name for its thread
    /// @throws LinkException where the system does not allow it
    public static Host open(String name) throws LinkException {
        if (!Posix.available()) {
            throw LinkException.unavailable();
        }
        Host host = new Host(name);
        try {
            wakeLoopback();
            host.run(() -> {
                NetworkNamespace.unshare();
                try (InterfaceControl interfaces = InterfaceControl.open()) {
                    interfaces.up("lo");
                }
            });
            return host;
        } catch (Exception e) {
            host.close();
            throw LinkException.of(e);
        }
    }

    /// Something to be done in the host.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    public String name() {
        return name;
    }

    /// The host's IPv4 address on the link.
    public InetAddress ipv4() {
        return address(4);
    }

    /// The host's IPv6 address on the link.
    public InetAddress ipv6() {
        return address(16);
    }

    /// All its addresses on the link.
    public List<InetAddress> addresses() {
        return List.copyOf(addresses);
    }

    /// Has the host's thread do something, and waits for it. From that thread itself it is simply done.
    ///
    /// @throws Exception what the task threw; an [InterruptedException] leaves the thread its mark, since many
    ///     catch all exceptions here and go on without a network
    public <T> T call(Callable<T> task) throws Exception {
        if (Thread.currentThread() == thread) {
            return task.call();
        }
        Future<T> future = executor.submit(task);
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /// The same for what gives nothing.
    public void run(Action action) throws Exception {
        Void _ = call(() -> {
            action.run();
            return null;
        });
    }

    /// The value of one of the kernel's settings in this host, such as `net.ipv4.tcp_congestion_control`
    /// (sysctl(8)).
    ///
    /// @throws LinkException if there is no such setting
    public String sysctl(String setting) throws LinkException {
        try {
            return call(() -> Files.readString(file(setting)).strip());
        } catch (Exception e) {
            throw LinkException.of(e);
        }
    }

    /// Changes one of the kernel's settings, in this host alone.
    ///
    /// @param setting one that each namespace has for itself, which most below `net.ipv4` and `net.ipv6` are; a
    ///     namespace does not show the others
    /// @throws LinkException if there is no such setting, or the value is none for it
    public void sysctl(String setting, String value) throws LinkException {
        try {
            run(() -> Files.writeString(file(setting), value));
        } catch (Exception e) {
            throw LinkException.of(new IOException(setting + " = " + value + ": " + e.getMessage(), e));
        }
    }

    /// Ends the host's thread, and with its last socket the host.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
            Thread running = thread;
            if (running != null && running != Thread.currentThread()) {
                running.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /// The JVM decides once, when it first touches an address, whether there is IPv6 at all, and by its first
    /// thread's namespace: one whose loopback is down has none. Where the launcher gave us such a namespace, it is
    /// woken.
    private static void wakeLoopback() throws PosixException {
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            if (!interfaces.isUp("lo")) {
                interfaces.up("lo");
            }
        }
    }

    /// Remembers an address that the host was given.
    void owns(InetAddress address) {
        addresses.add(address);
    }

    /// A descriptor of the namespace, for others that put interfaces into it.
    NetworkNamespace namespace() throws Exception {
        return call(NetworkNamespace::current);
    }

    private InetAddress address(int octets) {
        return addresses.stream()
                .filter(each -> each.getAddress().length == octets)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the host " + name + " has no such address"));
    }

    private static Path file(String setting) {
        return SETTINGS.resolve(setting.replace('.', '/'));
    }

    @Override
    public String toString() {
        return name;
    }
}
