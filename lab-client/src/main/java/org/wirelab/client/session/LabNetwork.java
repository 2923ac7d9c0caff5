package org.wirelab.client.session;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureProbe;
import org.wirelab.capture.PrivateNetwork;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.posix.PosixException;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Side;

/// The network that this process is in: the lab's own, given by the launcher, or the host's.
public final class LabNetwork {

    private static boolean prepared;

    private LabNetwork() {}

    /// Makes the lab's own network usable, once, where the launcher gave one.
    ///
    /// @return whether this process has a network of its own
    /// @throws LabException when the kernel refuses
    public static synchronized boolean prepare() throws LabException {
        if (!PrivateNetwork.given()) {
            return false;
        }
        if (!prepared) {
            try {
                PrivateNetwork.setUp();
            } catch (PosixException e) {
                throw new LabException(
                        ExitCode.LACKING,
                        "the private network cannot be set up (" + e.getMessage() + "): use --network host",
                        e);
            }
            prepared = true;
        }
        return true;
    }

    /// Makes the network of this run usable.
    ///
    /// @throws LabException also when the user wants a private one where the launcher could give none: another host
    ///     is not in it
    public static void prepare(CommonOptions options) throws LabException {
        boolean own = prepare();
        if (!own && options.network().equals(Optional.of(NetworkChoice.PRIVATE))) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--network private is for runs with an embedded server: leave the host away, or use --network host");
        }
    }

    /// Why an embedded run is not in a network of its own, in the launcher's words; empty when nothing stood in the
    /// way.
    public static Optional<String> refusal() {
        return Optional.ofNullable(System.getenv("LAB_NETWORK_REASON")).filter(reason -> !reason.isBlank());
    }

    /// The interface that packets between these two pass: the loopback where `remote` is this host itself.
    public static String interfaceBetween(InetAddress local, InetAddress remote) {
        try {
            boolean ourselves = remote.isLoopbackAddress()
                    || remote.equals(local)
                    || NetworkInterface.getByInetAddress(remote) != null;
            NetworkInterface found = ourselves ? loopback() : NetworkInterface.getByInetAddress(local);
            return found == null ? PrivateNetwork.INTERFACE : found.getName();
        } catch (SocketException _) {
            return PrivateNetwork.INTERFACE;
        }
    }

    /// Where this interface stands in a conversation of which `side` is this process's end.
    public static Side sideOf(String interfaceName, Side side) {
        try {
            NetworkInterface found = NetworkInterface.getByName(interfaceName);
            return found != null && found.isLoopback() ? Side.LINK : side;
        } catch (SocketException _) {
            return side;
        }
    }

    /// Decides who captures, by the user's options or else by what the system allows.
    ///
    /// @param usual the interface to watch unless the user named one
    public static CaptureChoice captureOn(String usual, String filter, CommonOptions options) {
        return CaptureProbe.decide(
                CaptureProbe.Wish.valueOf(options.capture().name()),
                options.interfaceName().orElse(usual),
                filter);
    }

    private static NetworkInterface loopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(LabNetwork::isLoopback)
                .findFirst()
                .orElseThrow(() -> new SocketException("no loopback interface"));
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (SocketException _) {
            return false;
        }
    }
}
