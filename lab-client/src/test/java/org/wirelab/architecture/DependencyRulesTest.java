package org.wirelab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.architecture.Wirelab.obeys;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which package may know which: the arrows point one way.
class DependencyRulesTest {
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "tls", "dns", "arq", "crypto");

    @Test
    void theClassesOfAllModulesAreSeen() {
        assertThat(Wirelab.CLASSES)
                .extracting(type -> type.getPackageName())
                .contains("org.wirelab.trace", "org.wirelab.server", "org.wirelab.client")
                .doesNotContain("org.wirelab.testing");
    }

    @Test
    void packagesAreFreeOfCycles() {
        obeys(slices().matching("org.wirelab.(**)").should().beFreeOfCycles());
    }

    @Test
    void theFoundationKnowsOnlyWhatLiesBelow() {
        packageKnowsOnly("trace");
        packageKnowsOnly("text");
        packageKnowsOnly("posix");
        packageKnowsOnly("wire", "trace");
        packageKnowsOnly("flow", "trace", "text");
        packageKnowsOnly("run", "trace", "flow", "text");
        packageKnowsOnly("render", "trace", "flow", "run", "text", "wire");
    }

    /// A protocol's flows may cite what the link did; the link carries them all and knows none.
    @Test
    void theLinkKnowsNoProtocol() {
        packageKnowsOnly("link", "trace", "wire", "posix");
    }

    @Test
    void theServerDoesNotKnowTheClient() {
        obeys(noClasses()
                .that()
                .resideInAPackage("org.wirelab.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.wirelab.client.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp", "tls", "dns", "arq", "crypto"})
    void aProtocolKnowsNoOtherProtocol(String protocol) {
        String[] others = PROTOCOLS.stream()
                .filter(other -> !other.equals(protocol))
                .map(DependencyRulesTest::packages)
                .toArray(String[]::new);
        obeys(noClasses()
                .that()
                .resideInAPackage(packages(protocol))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a command joins protocols, they do not join each other"));
    }

    /// Congestion control runs over the lab's own datagrams, and is read off the kernel's TCP; nobody needs it in
    /// turn.
    @Test
    void congestionStandsAboveTheProtocolsThatCarryIt() {
        obeys(noClasses()
                .that()
                .resideInAnyPackage(
                        PROTOCOLS.stream().map(DependencyRulesTest::packages).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages("congestion")));
        obeys(classes()
                .that()
                .resideInAPackage("org.wirelab.congestion")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.wirelab.."))
                        .or(resideInAnyPackage(
                                "org.wirelab.congestion..",
                                packages("arq"),
                                packages("trace"),
                                packages("flow"),
                                packages("wire")))));
        obeys(classes()
                .that()
                .resideInAPackage(packages("congestion.kernel"))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.wirelab.."))
                        .or(resideInAnyPackage(
                                packages("congestion"),
                                packages("tcp"),
                                packages("link"),
                                packages("trace"),
                                packages("flow"),
                                packages("wire")))));
    }

    @Test
    void onlyShellsKnowNetty() {
        onlyIn("io.netty..", "net", "server", "client");
    }

    @Test
    void onlyTlsKnowsBouncyCastle() {
        onlyIn("org.bouncycastle..", "tls", "crypto", "net.tls", "server.tls", "client.tls");
    }

    @Test
    void onlyDnsKnowsDnsjava() {
        onlyIn("org.xbill..", "dns", "net.dns", "server.dns", "client.dns");
    }

    @Test
    void onlyPosixCallsForeignFunctions() {
        onlyIn("java.lang.foreign..", "posix");
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        onlyIn("picocli..", "client");
    }

    private static void packageKnowsOnly(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(others))
                .map(DependencyRulesTest::packages)
                .toArray(String[]::new);
        obeys(classes()
                .that()
                .resideInAPackage(packages(name))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.wirelab..")).or(resideInAnyPackage(allowed))));
    }

    private static void onlyIn(String library, String... homes) {
        obeys(noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(homes).map(DependencyRulesTest::packages).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static String packages(String name) {
        return "org.wirelab." + name + "..";
    }
}
