package org.wirelab.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.render.Columns;
import org.wirelab.server.LabServer;
import org.wirelab.server.Service;
import org.wirelab.text.Texts;
import org.wirelab.trace.Endpoints;

/// What a server says of itself when it has begun: where each service listens, and what to type to reach it.
final class ServerIntroduction {

    private ServerIntroduction() {}

    /// Its lines.
    static List<String> of(LabServer server, Texts texts, int columns) {
        List<String> lines = new ArrayList<>();
        for (Service service : server.services()) {
            String where = service.addresses().stream().map(Endpoints::text).collect(Collectors.joining(", "));
            lines.add(" " + texts.format("server.listening", service.name(), where));
            lines.addAll(hints(service, texts, columns));
        }
        lines.add(" " + texts.get("server.stop"));
        return lines;
    }

    /// What to type, and where: what is bound to loopback nobody else reaches.
    static List<String> hints(Service service, Texts texts, int columns) {
        boolean here = service.addresses().stream()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
        return service.hints().stream()
                .flatMap(hint -> Columns.withCommand(
                        " " + texts.format(here ? "server.hint.here" : "server.hint", hint), hint, columns)
                        .stream())
                .toList();
    }
}
