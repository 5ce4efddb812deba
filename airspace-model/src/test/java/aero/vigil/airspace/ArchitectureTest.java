package aero.vigil.airspace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules that keep the model the same on every machine, and its packages in order. */
final class ArchitectureTest {

    private static final JavaClasses MODEL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("aero.vigil.airspace");

    /** Exact on every machine: the language says so (JLS 15.4), or they are integers'. */
    private static final Set<String> EXACT =
            Set.of("sqrt", "abs", "floor", "rint", "min", "max", "floorDiv", "floorMod");

    @Test
    void theModelImportsTheJdkAndItselfOnly() {
        ArchRule rule =
                classes()
                        .that()
                        .resideOutsideOfPackage("..codec..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "aero.vigil.airspace..",
                                "java.lang..",
                                "java.util..",
                                "java.nio..",
                                "java.io..",
                                "java.security..",
                                "org.jspecify.annotations..");

        rule.check(MODEL);
    }

    @Test
    void onlyTheCodecKnowsProtobuf() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..codec..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.google.protobuf..", "aero.vigil.wire..");

        rule.check(MODEL);
    }

    @Test
    void nothingReadsAClockOrRollsDice() {
        ArchRule rule =
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAPackage("java.time.."))
                        .orShould()
                        .callMethodWhere(
                                describe(
                                        "a clock of the machine",
                                        (JavaCall<?> call) ->
                                                call.getTargetOwner().isEquivalentTo(System.class)
                                                        && !call.getName().equals("arraycopy")))
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(UUID.class)
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.SplittableRandom")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.security.SecureRandom")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Date");

        rule.check(MODEL);
    }

    @Test
    void nothingStartsAThreadOrWaitsForOne() {
        ArchRule rule =
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class)
                        .orShould()
                        .dependOnClassesThat(resideInAPackage("java.util.concurrent.."))
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(ThreadLocal.class);

        rule.check(MODEL);
    }

    @Test
    void nothingReadsOrWritesAnythingOutside() {
        ArchRule rule =
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                describe(
                                        "input or output",
                                        type ->
                                                (type.getPackageName().startsWith("java.io")
                                                                && !Set.of(
                                                                                "IOException",
                                                                                "Serializable",
                                                                                "ByteArrayOutputStream",
                                                                                "OutputStream")
                                                                        .contains(
                                                                                type
                                                                                        .getSimpleName()))
                                                        || type.getPackageName()
                                                                .startsWith("java.nio.file")
                                                        || type.getPackageName()
                                                                .startsWith("java.nio.channels")
                                                        || type.getPackageName()
                                                                .startsWith("java.net")));

        rule.check(MODEL);
    }

    @Test
    void nothingHasAnOrderThatDiffersBetweenRuns() {
        ArchRule rule =
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(HashMap.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(HashSet.class)
                        .orShould()
                        .callMethodWhere(
                                describe(
                                        "Set.of, Map.of or a copy of one",
                                        (JavaCall<?> call) ->
                                                Set.of("java.util.Set", "java.util.Map")
                                                                .contains(
                                                                        call.getTargetOwner()
                                                                                .getName())
                                                        && Set.of(
                                                                        "of",
                                                                        "copyOf",
                                                                        "ofEntries",
                                                                        "entry")
                                                                .contains(call.getName())))
                        .orShould()
                        .callMethod(System.class, "identityHashCode", Object.class);

        rule.check(MODEL);
    }

    @Test
    void arithmeticIsTheSameEverywhere() {
        ArchRule rule =
                noClasses()
                        .should()
                        .callMethodWhere(
                                describe(
                                        "a method of Math that may differ between machines",
                                        (JavaCall<?> call) ->
                                                call.getTargetOwner().isEquivalentTo(Math.class)
                                                        && !EXACT.contains(call.getName())))
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.stream.DoubleStream")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(DoubleSummaryStatistics.class);

        rule.check(MODEL);
    }

    @Test
    void nothingIsWordedByLocale() {
        ArchRule rule =
                noClasses()
                        .should()
                        .callMethodWhere(
                                describe(
                                        "String.format or the like",
                                        (JavaCall<?> call) ->
                                                Set.of("format", "formatted")
                                                                .contains(call.getName())
                                                        && call.getTargetOwner()
                                                                .isEquivalentTo(String.class)))
                        .orShould()
                        .dependOnClassesThat(resideInAPackage("java.text.."));

        rule.check(MODEL);
    }

    @Test
    void thePackagesKnowEachOtherInOneDirection() {
        ArchRule rule = slices().matching("aero.vigil.airspace.(*)..").should().beFreeOfCycles();

        rule.check(MODEL);
    }
}
