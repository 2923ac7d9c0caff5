package org.wirelab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The services of one host, started together and ended together: embedded in an experiment, or alone on a LAN.
public final class LabServer implements AutoCloseable {

    private final List<Service> services;

    private LabServer(List<Service> services) {
        this.services = services;
    }

    /// Starts the services in their order. When one cannot start, those before it are ended again.
    ///
    /// @throws IOException as [Service#start] does
    public static LabServer start(ConnectionTraces traces, List<Service> services) throws IOException {
        List<Service> started = new ArrayList<>();
        for (Service service : services) {
            try {
                service.start(traces);
                started.add(service);
            } catch (IOException e) {
                service.close();
                started.reversed().forEach(Service::close);
                throw e;
            }
        }
        return new LabServer(List.copyOf(started));
    }

    /// The running services.
    public List<Service> services() {
        return services;
    }

    /// The first address of the service with this name.
    ///
    /// @throws IllegalArgumentException when it is not among the services
    public InetSocketAddress address(String service) {
        return services.stream()
                .filter(one -> one.name().equals(service))
                .flatMap(one -> one.addresses().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + service + " is running"));
    }

    @Override
    public void close() {
        services.reversed().forEach(Service::close);
    }
}
