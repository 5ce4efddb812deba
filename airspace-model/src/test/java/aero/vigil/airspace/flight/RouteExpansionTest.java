package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.flight.RouteExpansion.Expanded;
import aero.vigil.airspace.runway.RunwaysInUse;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteExpansionTest {

    private static final Procedures PROCEDURES =
            procedures(new Region(AdaptationDecoder.decode(TestRegion.bytes())));

    /** The procedures of a region whose runways are in use as from the beginning. */
    static Procedures procedures(Region region) {
        UnitOfWork work = new UnitOfWork();
        return new Procedures(
                region, new RunwaysInUse(work, new RevisionCounter(work), region.adaptation()));
    }

    static FiledPlan plan(String departure, String destination, List<String> route) {
        return new FiledPlan(
                new PlanKey("TEST01", departure, destination, 1_767_265_200_000_000L),
                "I",
                "S",
                1,
                "A320",
                "M",
                "S",
                -1,
                "N0450",
                "F250",
                route,
                60,
                List.of(),
                0,
                "",
                "",
                PlanKey.UNCHANGED);
    }

    private static Expanded expand(String departure, String destination, String route) {
        return RouteExpansion.expand(
                PROCEDURES, plan(departure, destination, List.of(route.split(" "))));
    }

    private static List<String> names(Expanded expanded) {
        return expanded.fixes().stream().map(Fix::name).toList();
    }

    @Test
    void anAirwayIsFlownBetweenItsPointsInEitherDirection() {
        assertEquals(
                List.of("LSWW", "BRAVO", "CENTR", "DELTA", "LSEE"),
                names(expand("LSWW", "LSEE", "BRAVO A1 DELTA")));
        assertEquals(
                List.of("LSEE", "DELTA", "CENTR", "BRAVO", "ALPHA"),
                names(expand("LSEE", "XXXX", "DELTA A1 ALPHA")));
        assertEquals(
                List.of("BRAVO", "CENTR", "FOXTR"),
                names(expand("XXXX", "XXXX", "BRAVO A1 CENTR A2 FOXTR")));
    }

    @Test
    void aDepartureAndAnArrivalOfTheAdaptationAreFlownBetweenAirportAndRoute() {
        assertEquals(
                List.of("LSWW", "DUPLI", "BRAVO", "CENTR", "DELTA", "FOXTR", "LSEE"),
                names(expand("LSWW", "LSEE", "BRAVO2W BRAVO A1 DELTA DELTA1E")));
        assertEquals(
                List.of("LSWW", "DUPLI", "BRAVO", "CENTR", "DELTA", "FOXTR", "LSEE"),
                names(expand("LSWW", "LSEE", "BRAVO2W A1 DELTA1E")),
                "the point where procedure and airway meet need not be named");
    }

    @Test
    void aProcedureBelongsToItsAirportAndToTheEndOfTheRoute() {
        assertEquals(
                List.of("LSEE", "BRAVO", "LSWW"), names(expand("LSEE", "LSWW", "BRAVO2W BRAVO")));
        assertEquals(2, expand("LSWW", "LSEE", "BRAVO DELTA1E CENTR").failedElement());
    }

    @Test
    void whatHasNoPlaceIsPassedOver() {
        Expanded expanded =
                expand(
                        "LSWW",
                        "LSEE",
                        "BRAVO4W N0450F250 BRAVO DCT CENTR/N0420F310 STAY1/0030 IFR"
                                + " C/DELTA/M082F290F350 DELTA2E");

        assertEquals(List.of("LSWW", "BRAVO", "CENTR", "DELTA", "LSEE"), names(expanded));
        assertEquals(0, expanded.failedElement());
    }

    @Test
    void pointsByLatitudeAndLongitudeAndByBearingAndDistanceAreFound() {
        Expanded expanded = expand("LSWW", "LSEE", "BRAVO 4630N00830E 47N009E CENTR090010");

        assertEquals(
                List.of("LSWW", "BRAVO", "4630N00830E", "47N009E", "CENTR090010", "LSEE"),
                names(expanded));
        assertEquals(10 * 1_852, expanded.fixes().get(4).xMetres(), 50);
    }

    @Test
    void ofEqualDesignatorsTheNearestToThePreviousPointIsMeant() {
        Expanded expanded = expand("XXXX", "XXXX", "BRAVO DUPLI CENTR DUPLI FOXTR");

        assertEquals(List.of("BRAVO", "DUPLI", "CENTR", "DUPLI", "FOXTR"), names(expanded));
        assertEquals(expanded.fixes().get(1), expanded.fixes().get(3));
        assertTrue(expanded.fixes().get(1).distanceTo(0, 0) < 100 * 1_852);
    }

    @Test
    void aDesignatorIsNeverSearchedForBeyondReach() {
        Expanded expanded = expand("LSWW", "LSEE", "BRAVO FARRR CENTR");

        assertEquals(2, expanded.failedElement());
        assertEquals(List.of("LSWW", "BRAVO"), names(expanded));
    }

    @Test
    void whatLiesBeforeTheRegionIsPassedOverAndWhatIsUnknownInItEndsTheExpansion() {
        Expanded through = expand("EGLL", "LIRF", "SFAXX UL9 KONXX ALPHA A1 ECHOO UNKNN OTHER");

        assertEquals(List.of("ALPHA", "BRAVO", "CENTR", "DELTA", "ECHOO"), names(through));
        assertEquals(7, through.failedElement());
    }

    @Test
    void anAirwayThatDoesNotHoldBothPointsEndsTheExpansion() {
        assertEquals(2, expand("XXXX", "XXXX", "BRAVO A2 CENTR").failedElement());
        assertEquals(2, expand("XXXX", "XXXX", "BRAVO A1").failedElement());
    }

    @Test
    void theLongestRouteOfOneNameRepeatedIsExpandedOnceThrough() {
        List<String> route = new ArrayList<>();
        for (int i = 0; i < FiledPlan.MAX_ELEMENTS; i++) {
            route.add(i % 2 == 0 ? "DUPLI" : "CENTR");
        }

        Expanded expanded =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> RouteExpansion.expand(PROCEDURES, plan("LSWW", "LSEE", route)));

        assertEquals(FiledPlan.MAX_ELEMENTS + 2, expanded.fixes().size());
        assertEquals(0, expanded.failedElement());
    }

    @Test
    void aRouteThatWouldGrowWithoutBoundIsCut() {
        List<String> route = new ArrayList<>(List.of("ALPHA"));
        while (route.size() < FiledPlan.MAX_ELEMENTS - 1) {
            Collections.addAll(route, "A1", route.size() % 4 == 1 ? "ECHOO" : "ALPHA");
        }

        Expanded expanded = RouteExpansion.expand(PROCEDURES, plan("LSWW", "LSEE", route));

        assertTrue(expanded.fixes().size() <= RouteExpansion.MAX_FIXES);
    }
}
