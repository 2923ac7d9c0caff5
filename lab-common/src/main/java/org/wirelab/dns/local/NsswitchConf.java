package org.wirelab.dns.local;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The order in which programs ask the services for host names, and when they stop, from nsswitch.conf(5).
///
/// @param services in their order
public record NsswitchConf(List<Service> services) {

    /// How a service can answer.
    public enum Status {
        /// It knows the name.
        SUCCESS,
        /// It works and does not know the name.
        NOTFOUND,
        /// It is not there at all.
        UNAVAIL,
        /// It cannot answer just now.
        TRYAGAIN;

        static Optional<Status> named(String word) {
            return List.of(values()).stream()
                    .filter(status -> status.name().equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    /// One service and what comes of its answers.
    ///
    /// @param name `files`, `dns`, `resolve`, `mdns4_minimal`
    /// @param actions as they stand behind it, `[!UNAVAIL=return]`; empty for the usual ones
    /// @param goesOn after which answers the next service is asked
    public record Service(String name, String actions, Set<Status> goesOn) {
        public Service {
            goesOn = Set.copyOf(goesOn);
        }

        /// The usual actions: return on success, else continue.
        static Service usual(String name) {
            return new Service(name, "", EnumSet.complementOf(EnumSet.of(Status.SUCCESS)));
        }

        @Override
        public String toString() {
            return actions.isEmpty() ? name : name + " " + actions;
        }
    }

    /// What the C library does when the file has no line for hosts.
    private static final NsswitchConf UNSAID = new NsswitchConf(List.of(Service.usual("files"), Service.usual("dns")));

    private static final Pattern HOSTS = Pattern.compile("\\s*hosts\\s*:(.*)");
    private static final Pattern WORD = Pattern.compile("\\[(?<actions>[^]]*)]|(?<service>[^\\s\\[]+)");
    private static final Pattern ACTION = Pattern.compile("(?<not>!?)(?<status>[A-Za-z]+)\\s*=\\s*(?<what>[A-Za-z]+)");

    public NsswitchConf {
        services = List.copyOf(services);
    }

    /// Reads the file's text.
    public static NsswitchConf parse(String text) {
        return text.lines()
                .map(line -> HOSTS.matcher(line.replaceFirst("#.*", "")))
                .filter(Matcher::matches)
                .map(line -> services(line.group(1)))
                .filter(services -> !services.isEmpty())
                .findFirst()
                .map(NsswitchConf::new)
                .orElse(UNSAID);
    }

    /// The services' names in their order.
    public List<String> hosts() {
        return services.stream().map(Service::name).toList();
    }

    /// The services that are asked only where an earlier one is not there at all, since its actions end the search
    /// after every other answer.
    public List<String> onlyWithout(String earlier) {
        List<String> later = new ArrayList<>();
        boolean behind = false;
        for (Service service : services) {
            if (behind) {
                later.add(service.name());
            }
            behind = behind
                    || (service.name().equals(earlier) && service.goesOn().equals(Set.of(Status.UNAVAIL)));
        }
        return later;
    }

    /// In words, when a service that is not the first is asked at all: `resolve: UNAVAIL`.
    ///
    /// @return the answers of the one before it that lead to it, for each service whose way there is not the usual
    /// one
    public List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        for (int i = 1; i < services.size(); i++) {
            Service before = services.get(i - 1);
            if (!before.goesOn().equals(Service.usual("").goesOn())) {
                String when = before.goesOn().stream()
                        .sorted()
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
                conditions.add(services.get(i).name() + " is asked only when " + before.name() + " says "
                        + (when.isEmpty() ? "nothing: never" : when));
            }
        }
        return conditions;
    }

    private static List<Service> services(String line) {
        List<Service> services = new ArrayList<>();
        Matcher words = WORD.matcher(line);
        while (words.find()) {
            String name = words.group("service");
            if (name != null) {
                services.add(Service.usual(name));
            } else if (!services.isEmpty()) {
                services.add(with(services.removeLast(), words.group("actions")));
            }
        }
        return services;
    }

    private static Service with(Service service, String actions) {
        Set<Status> goesOn = EnumSet.noneOf(Status.class);
        goesOn.addAll(service.goesOn());
        Matcher each = ACTION.matcher(actions);
        while (each.find()) {
            Optional<Status> named = Status.named(each.group("status"));
            if (named.isEmpty()) {
                continue;
            }
            Set<Status> meant = each.group("not").isEmpty()
                    ? EnumSet.of(named.get())
                    : EnumSet.complementOf(EnumSet.of(named.get()));
            switch (each.group("what").toLowerCase(Locale.ROOT)) {
                case "return" -> goesOn.removeAll(meant);
                case "continue", "merge" -> goesOn.addAll(meant);
                default -> {
                    // an action that the C library does not know either
                }
            }
        }
        String text = (service.actions() + " [" + actions.strip() + "]").strip();
        return new Service(service.name(), text, goesOn);
    }
}
