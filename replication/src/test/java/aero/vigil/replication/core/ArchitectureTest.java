package aero.vigil.replication.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules that make the core the same on every machine, and the simulator the same each time. */
class ArchitectureTest {

    private static final String CORE = "aero.vigil.replication.core..";
    private static final String SIMULATION = "aero.vigil.replication.simulation..";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(
                            "aero.vigil.replication.core", "aero.vigil.replication.simulation");

    /** Whoever iterates over one of these sees an order that no seed decides. */
    private static final Set<String> UNORDERED =
            Set.of(
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.IdentityHashMap",
                    "java.util.WeakHashMap");

    private static final DescribedPredicate<JavaClass> PURE_JDK =
            describe(
                    "values and collections of the JDK",
                    type ->
                            (type.getPackageName().equals("java.lang")
                                            && !type.isAssignableTo(Thread.class)
                                            && !type.isAssignableTo(ThreadLocal.class)
                                            && !type.isAssignableTo(Process.class))
                                    || Set.of(
                                                    "java.lang.invoke",
                                                    "java.lang.runtime",
                                                    "java.util.function",
                                                    "java.nio.charset",
                                                    "org.jspecify.annotations")
                                            .contains(type.getPackageName())
                                    || (type.getPackageName().equals("java.util")
                                            && !UNORDERED.contains(type.getName())
                                            && !Set.of("Random", "UUID", "Date", "Timer")
                                                    .contains(type.getSimpleName()))
                                    || Set.of(
                                                    "java.io.ByteArrayOutputStream",
                                                    "java.security.MessageDigest",
                                                    "java.security.NoSuchAlgorithmException")
                                            .contains(type.getName())
                                    || type.getBaseComponentType().isPrimitive());

    private static final DescribedPredicate<JavaCall<?>> NOT_THE_SAME_TWICE =
            describe(
                    "a clock, chance, or an order or hash that differs between runs",
                    call ->
                            (call.getTargetOwner().isEquivalentTo(System.class)
                                            && !call.getName().equals("arraycopy"))
                                    || (call.getTargetOwner().isEquivalentTo(Math.class)
                                            && call.getName().equals("random"))
                                    || (call.getName().equals("hashCode")
                                            && (call.getTargetOwner().isAssignableTo(Enum.class)
                                                    || call.getTargetOwner()
                                                            .isEquivalentTo(Object.class)))
                                    || (Set.of("java.util.Set", "java.util.Map")
                                                    .contains(call.getTargetOwner().getName())
                                            && Set.of("of", "copyOf", "ofEntries")
                                                    .contains(call.getName())));

    @Test
    void theCoreKnowsItselfAndPureValuesOnly() {
        ArchRule rule =
                classes()
                        .that()
                        .resideInAPackage(CORE)
                        .should()
                        .onlyDependOnClassesThat(
                                PURE_JDK.or(JavaClass.Predicates.resideInAPackage(CORE)));

        rule.check(CLASSES);
    }

    @Test
    void theCoreDoesNothingThatDiffersBetweenRuns() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage(CORE)
                        .should()
                        .callMethodWhere(NOT_THE_SAME_TWICE);

        rule.check(CLASSES);
    }

    /** Its checker may look things up by hash; a campaign, outside of any world, has a clock. */
    @Test
    void aSeedDecidesASimulationAlone() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage(SIMULATION)
                        .and()
                        .haveNameNotMatching(".*(SimulateProtocolCommand|Campaign).*")
                        .should()
                        .callMethodWhere(NOT_THE_SAME_TWICE)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.util.concurrent..",
                                "java.util.random..",
                                "java.time..",
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.Random.class);

        rule.check(CLASSES);
    }

    @Test
    void theSimulatorHoldsTheCoreAloneAndNothingAroundIt() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage(SIMULATION)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "aero.vigil.replication.server..",
                                "aero.vigil.replication.journal..",
                                "aero.vigil.replication.transport..",
                                "aero.vigil.airspace..");

        rule.check(CLASSES);
    }
}
