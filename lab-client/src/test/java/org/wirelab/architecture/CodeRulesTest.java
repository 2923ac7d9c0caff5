package org.wirelab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.architecture.Wirelab.obeys;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Observation;

/// What the code of a package may do, whomever it knows.
class CodeRulesTest {
    /// The packages whose code decides and does not act.
    private static final String[] CORES = {
        "org.wirelab.trace..",
        "org.wirelab.flow..",
        "org.wirelab.text..",
        "org.wirelab.wire..",
        "org.wirelab.tcp..",
        "org.wirelab.tls..",
        "org.wirelab.dns..",
        "org.wirelab.crypto..",
        "org.wirelab.arq..",
        "org.wirelab.congestion..",
        "org.wirelab.link.."
    };

    /// The shells that stand in a core's package: TCP's observers ask the kernel now, the link's carriers keep the
    /// time that its model is given.
    private static final Set<String> SHELLS = Set.of(
            "org.wirelab.tcp.SockDiag",
            "org.wirelab.tcp.SocketTables",
            "org.wirelab.tcp.StateWatch",
            "org.wirelab.link.Link",
            "org.wirelab.link.PacketBridge",
            "org.wirelab.link.UdpRelay",
            "org.wirelab.link.Wiring");

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Date.<init>");

    @Test
    void coresCallNoClock() {
        obeys(noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .and(are(describe("no shells", CodeRulesTest::isNoShell)))
                .should()
                .accessTargetWhere(target("a clock", CLOCKS))
                .because("time is an argument: a core's test is a script"));
    }

    @Test
    void addressesBecomeTextInOnePlace() {
        obeys(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.wirelab.trace.Endpoints")
                .should()
                .accessTargetWhere(target(
                        "Java's own text of an address",
                        Set.of(
                                "java.net.InetAddress.getHostAddress",
                                "java.net.Inet4Address.getHostAddress",
                                "java.net.Inet6Address.getHostAddress")))
                .because("it has not the shortest form that RFC 5952 asks for"));
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        obeys(noClasses()
                .that()
                .resideOutsideOfPackage("org.wirelab.client..")
                .should()
                .accessTargetWhere(target("the terminal", Set.of("java.lang.System.out", "java.lang.System.err")))
                .orShould()
                .accessTargetWhere(target("the terminal", Set.of("java.lang.Throwable.printStackTrace"))));
    }

    @Test
    void onlyCapturesAndLinksStartProcesses() {
        obeys(noClasses()
                .that()
                .resideOutsideOfPackages("org.wirelab.capture..", "org.wirelab.link..")
                .and()
                // Windows shows its DNS cache by a program alone
                .doNotHaveFullyQualifiedName("org.wirelab.client.dns.local.WindowsCache")
                .and()
                .doNotHaveFullyQualifiedName("org.wirelab.client.dns.NeighbourProgram")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .accessTargetWhere(target("a new process", Set.of("java.lang.Runtime.exec"))));
    }

    @Test
    void everyConcreteObservationIsARecord() {
        obeys(classes()
                .that()
                .areAssignableTo(Observation.class)
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .beRecords());
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : Wirelab.CLASSES) {
            JavaPackage itsPackage = type.getPackage();
            if (!itsPackage.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(itsPackage.getName());
            }
        }
        assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
    }

    private static boolean isNoShell(JavaClass type) {
        return SHELLS.stream().noneMatch(observer -> (type.getName() + "$").startsWith(observer + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> target(String what, Set<String> names) {
        return describe("target is " + what, access -> {
            AccessTarget target = access.getTarget();
            return names.contains(target.getOwner().getName() + "." + target.getName());
        });
    }
}
