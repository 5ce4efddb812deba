package aero.vigil.airspace;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.DepartureRunway;
import aero.vigil.wire.airspace.Procedure;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import java.util.List;

/**
 * The test region with safety nets, and at both airports a departure or an arrival for each of two
 * runways, 09 and 27: at LSWW 09 is departed from at first, at LSEE 27 landed on.
 */
public final class ProcedureRegion {

    private ProcedureRegion() {}

    /** The region's adaptation, to be changed by a test. */
    public static Adaptation.Builder builder() {
        Adaptation.Builder region = SafetyRegion.builder();
        region.getAirportsBuilder(0).addDepartureRunways(runway("09", true));
        region.getAirportsBuilder(0).addDepartureRunways(runway("27", false));
        var approaches = region.getSafetyNetsBuilder();
        approaches.getApproachesBuilder(0).setInUse(true);
        approaches.addApproaches(
                approaches.getApproaches(0).toBuilder()
                        .setRunway("09")
                        .setCourseDegrees(90)
                        .setInUse(false));
        region.getProceduresBuilder(0).addRunways("09");
        region.getProceduresBuilder(1).addRunways("27");
        region.addProcedures(
                Procedure.newBuilder()
                        .setName("BRAVO1E")
                        .setAirport("LSWW")
                        .setKind(Procedure.Kind.SID)
                        .addAllPoints(List.of("ALPHA", "BRAVO"))
                        .addRunways("27"));
        region.addProcedures(
                Procedure.newBuilder()
                        .setName("DELTA1W")
                        .setAirport("LSEE")
                        .setKind(Procedure.Kind.STAR)
                        .addAllPoints(List.of("DELTA", "ECHOO"))
                        .addRunways("09"));
        return region;
    }

    private static DepartureRunway.Builder runway(String name, boolean inUse) {
        return DepartureRunway.newBuilder().setRunway(name).setInUse(inUse);
    }

    /** The order that these are in use at LSEE. */
    public static Command landingAtLsee(String... runways) {
        return Command.newBuilder()
                .setSetRunwaysInUse(
                        SetRunwaysInUse.newBuilder()
                                .setAirport("LSEE")
                                .addAllRunways(List.of(runways)))
                .build();
    }

    /** The order that these are in use at LSWW. */
    public static Command departingFromLsww(String... runways) {
        return Command.newBuilder()
                .setSetRunwaysInUse(
                        SetRunwaysInUse.newBuilder()
                                .setAirport("LSWW")
                                .addAllDepartureRunways(List.of(runways)))
                .build();
    }
}
