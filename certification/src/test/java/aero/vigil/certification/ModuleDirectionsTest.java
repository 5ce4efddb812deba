package aero.vigil.certification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which module may see which: the arrows of docs/ARCHITECTURE.md. */
class ModuleDirectionsTest {

    private static JavaClasses vigil;

    /** Generated messages are left out: they know protobuf only, and others name them. */
    @BeforeAll
    static void readClasses() {
        vigil =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(place -> !place.contains("/aero/vigil/wire/"))
                        .importPackages("aero.vigil");
    }

    @Test
    void airspaceModelSeesNoOtherModule() {
        mayNotSee(
                "aero.vigil.airspace..",
                "aero.vigil.replication..",
                "aero.vigil.ingest..",
                "aero.vigil.display..",
                "aero.vigil.certification..");
    }

    @Test
    void replicationSeesTheModelOnlyFromItsServer() {
        mayNotSee(
                "aero.vigil.replication..",
                "aero.vigil.ingest..",
                "aero.vigil.display..",
                "aero.vigil.certification..");
        noClasses()
                .that()
                .resideInAPackage("aero.vigil.replication..")
                .and()
                .resideOutsideOfPackages(
                        "aero.vigil.replication.server..",
                        // format checks the adaptation it writes into the genesis op
                        "aero.vigil.replication.journal.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("aero.vigil.airspace..")
                .check(vigil);
    }

    @Test
    void protocolCoreKnowsNoAirspaceNoChronicleNoVertx() {
        noClasses()
                .that()
                .resideInAPackage("aero.vigil.replication.core..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", "aero.vigil.replication.core..")
                .check(vigil);
    }

    @Test
    void onlyTheJournalKnowsChronicle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aero.vigil.replication.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.openhft..")
                .check(vigil);
    }

    @Test
    void ingestAndDisplayNeverSeeEachOther() {
        mayNotSee("aero.vigil.ingest..", "aero.vigil.display..", "aero.vigil.certification..");
        mayNotSee("aero.vigil.display..", "aero.vigil.ingest..", "aero.vigil.certification..");
    }

    @Test
    void adaptersAndDisplaysReachTheGroupThroughItsClientOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("aero.vigil.ingest..", "aero.vigil.display..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "aero.vigil.replication.core..",
                        "aero.vigil.replication.journal..",
                        "aero.vigil.replication.transport..",
                        "aero.vigil.replication.server..",
                        "aero.vigil.replication.simulation..")
                .check(vigil);
    }

    @Test
    void checkersKnowTheHistoryAndWhatItHoldsAndNothingElse() {
        noClasses()
                .that()
                .resideInAPackage("aero.vigil.certification.checker..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "com.google.protobuf..",
                        "aero.vigil.wire.airspace..",
                        "aero.vigil.certification.history..",
                        "aero.vigil.certification.checker..")
                .check(vigil);
    }

    @Test
    void onlyTheCampaignKnowsPlantedBugs() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "aero.vigil.certification.mutant..",
                        "aero.vigil.certification.campaign..",
                        "aero.vigil.certification.report..",
                        "aero.vigil.certification.scenario..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("aero.vigil.certification.mutant..")
                .check(vigil);
    }

    private static void mayNotSee(String from, String... others) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(vigil);
    }
}
