package org.wirelab.client.dns;

import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.dns.DnsSession.Internet;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.dns.DnsFlows;
import org.wirelab.dns.walk.AddressFamilies;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lab dns`: one name, from the cache to the address, held against the notes.
@Command(
        name = "dns",
        description = "Looks a name up: cache, hosts file, resolver, then the lab's own walk from the root.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab dns www.naver.com --offline          the miniature Internet, nothing leaves this host",
            "  lab dns www.naver.com                    the real root servers",
            "  lab dns www.naver.com AAAA @192.0.2.53   with this resolver in step 3",
            "  lab dns cafe.naver.com --offline         an alias into another zone",
            "  lab dns large.naver.com TXT --offline    a response that does not fit a datagram",
            "  lab dns www.naver.com --offline 192.0.2.2    the Internet that lab server dns serves there",
        })
public final class DnsCommand implements Callable<Integer> {

    private static final String HERE = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..3",
            paramLabel = "NAME [TYPE] [@SERVER]",
            hideParamSyntax = true,
            description = "In any order. TYPE is A unless given; @SERVER is the resolver of step 3.")
    private List<String> words = List.of();

    @Option(
            names = "--offline",
            arity = "0..1",
            paramLabel = "HOST",
            fallbackValue = HERE,
            description = "Walk the miniature Internet: the embedded one, or that of lab server dns on HOST.")
    private @Nullable String offline;

    @Option(
            names = "--hints",
            paramLabel = "FILE",
            description = "Begin at the root servers of this file (named.root).")
    private @Nullable Path hints;

    @Option(names = "--resolver", description = "Only what the resolver says; no walk.")
    private boolean resolverOnly;

    @Override
    public Integer call() throws LabException {
        List<String> asked = new ArrayList<>(words);
        String place = offline;
        if (place != null && asked.stream().allMatch(word -> word.startsWith("@"))) {
            // "--offline NAME": what stands behind the option is the name.
            asked.add(place);
            place = HERE;
        }
        DnsSession.Request request = new DnsSession.Request(
                Wish.parse(asked),
                internet(place),
                Optional.ofNullable(hints),
                !resolverOnly,
                families(),
                options.timeout());
        try (ClientRun run =
                ClientRun.open("dns", options, List.of(resolverOnly ? DnsFlows.BY_RESOLVER : DnsFlows.LOOKUP))) {
            new DnsSession(run, options, request).run();
            return run.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private static Internet internet(@Nullable String place) throws LabException {
        if (place == null) {
            return new Internet.Live();
        }
        return place.isEmpty() ? new Internet.Embedded() : new Internet.At(Target.parse(place, PlaceRecords.PORT));
    }

    private AddressFamilies families() throws LabException {
        return options.family()
                .map(family -> family == StandardProtocolFamily.INET ? AddressFamilies.IPV4 : AddressFamilies.IPV6)
                .orElse(AddressFamilies.BOTH);
    }
}
