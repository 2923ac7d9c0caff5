package org.wirelab.dns.fault;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.dns.DnsTransport;

/// The options of a server in `servers.txt`: `delay=20ms fault=silent-udp fault=trailing:7 seed=3`.
public final class BehaviourText {
    private BehaviourText() {}

    /// The names of the faults, as the reference prints them.
    public static final String NAMES = "refuse, servfail, notauth, silent, silent-udp, silent-tcp, tc, formerr-edns,"
            + " drop-edns, upward, no-aa, forged-id, forged-question, trailing:OCTETS, drip:PAUSE, loss:PERCENT%,"
            + " lie:ADDRESS";

    private static final Pattern PAUSE = Pattern.compile("(\\d{1,5})(ms|s)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");
    private static final Pattern OCTETS = Pattern.compile("\\d{1,4}");
    private static final Pattern SEED = Pattern.compile("\\d{1,18}");

    /// Reads the words of the options.
    ///
    /// @throws IllegalArgumentException in one line, with what is possible
    public static Behaviour parse(List<String> words) {
        Duration delay = Duration.ZERO;
        List<Fault> faults = new ArrayList<>();
        long seed = 0;
        for (String word : words) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? "" : word.substring(0, equals)) {
                case "delay" -> delay = pause(value);
                case "fault" -> faults.add(fault(value));
                case "seed" ->
                    seed = Long.parseLong(matched(SEED, value, "a seed is a number, such as 7")
                            .group());
                default ->
                    throw new IllegalArgumentException(
                            "'" + word + "' is no option; there are delay=20ms, fault=NAME and seed=7");
            }
        }
        return new Behaviour(delay, faults, seed);
    }

    private static Fault fault(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        return switch (name) {
            case "trailing" -> new Fault.Trailing(octets(value));
            case "drip" -> new Fault.Drip(pause(value));
            case "loss" -> new Fault.Loss(percent(value) / 100.0);
            case "lie" -> new Fault.Lie(address(value));
            default -> plain(text);
        };
    }

    private static Fault plain(String name) {
        return switch (name) {
            case "refuse" -> new Fault.Refuse();
            case "servfail" -> new Fault.ServFail();
            case "notauth" -> new Fault.NotAuth();
            case "silent" -> new Fault.Silent(List.of(DnsTransport.values()));
            case "silent-udp" -> new Fault.Silent(List.of(DnsTransport.UDP));
            case "silent-tcp" -> new Fault.Silent(List.of(DnsTransport.TCP));
            case "tc" -> new Fault.AlwaysTruncated();
            case "formerr-edns" -> new Fault.FormErrToEdns();
            case "drop-edns" -> new Fault.DropEdns();
            case "upward" -> new Fault.Upward();
            case "no-aa" -> new Fault.WithoutAuthority();
            case "forged-id" -> new Fault.ForgedIdFirst();
            case "forged-question" -> new Fault.ForgedQuestionFirst();
            default -> throw new IllegalArgumentException("'" + name + "' is no fault; there are " + NAMES);
        };
    }

    private static Duration pause(String text) {
        Matcher matcher = matched(PAUSE, text, "a time is such as 20ms or 2s");
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static int octets(String text) {
        int octets = Integer.parseInt(matched(OCTETS, text, "trailing octets are a number, such as trailing:7")
                .group());
        if (octets == 0) {
            throw new IllegalArgumentException("trailing:0 changes nothing: leave it out");
        }
        return octets;
    }

    private static int percent(String text) {
        int percent = Integer.parseInt(
                matched(PERCENT, text, "a loss is such as loss:20%").group(1));
        if (percent > 100) {
            throw new IllegalArgumentException("no more than 100% can be lost");
        }
        return percent;
    }

    private static Inet4Address address(String text) {
        try {
            if (InetAddress.ofLiteral(text) instanceof Inet4Address address) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new IllegalArgumentException("a lie is an IPv4 address, such as lie:203.0.113.66");
    }

    private static Matcher matched(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "': " + otherwise);
        }
        return matcher;
    }
}
