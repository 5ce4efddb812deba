package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static aero.vigil.ingest.simulator.Regions.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.wire.airspace.AcceptTransfer;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.airspace.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the model makes of the simulated radars and plans, and what pilots and robots make of it.
 */
@Tag("slow")
class SimulatedPictureTest {

    private static final long SEED = 7;
    private static final long UPPER_EAST = 50;

    private final Adaptation region = Regions.switzerland();
    private final ModelLoop loop = new ModelLoop(region, SEED, 70, Regions.START);

    @Test
    void afterAMinuteTheWholeSkyIsTrackedNearTheTruthAndCorrelated() {
        loop.run(MINUTE);

        assertEquals(Map.of(), loop.rejected, "reports and plans the model refused");
        SystemPlane plane = new SystemPlane(region.getLatitude(), region.getLongitude());
        Map<Integer, Track> byAddress = new HashMap<>();
        loop.tracks.values().forEach(track -> byAddress.put(track.getAddress(), track));
        int judged = 0;
        int correlated = 0;
        double sum = 0;
        for (Target target : loop.simulation.targets()) {
            TruthState truth = target.at(loop.nowMicros());
            if (truth.pressureAltitudeFeet() < 8_000) {
                continue;
            }
            Track track = byAddress.get(target.transponder().address());
            if (track == null) {
                continue;
            }
            judged++;
            Flight flight = loop.flights.get(track.getFlight());
            boolean own =
                    flight != null
                            && flight.getKey()
                                    .getCallsign()
                                    .equals(target.transponder().callsign());
            correlated += own ? 1 : 0;
            double metres = distance(plane, track, truth);
            sum += metres * metres;
            // At the far edge one radar places a new track to some hundred metres across.
            assertTrue(metres < 2_000, () -> target + " is shown " + metres + " m off");
        }

        int flying = loop.simulation.targets().size();
        assertTrue(judged >= flying * 0.9, judged + " of " + flying + " tracked");
        assertEquals(judged, correlated, "correlated");
        assertTrue(Math.sqrt(sum / judged) < 350, "RMS " + Math.sqrt(sum / judged));
        assertTrue(loop.tracks.size() <= flying + 3, "false tracks");
    }

    /** Every track holds for the frame's time less its validity; readers carry it on. */
    private double distance(SystemPlane plane, Track track, TruthState truth) {
        PlanePosition shown =
                plane.toPlane(
                        StrictMath.toDegrees(truth.latitude()),
                        StrictMath.toDegrees(truth.longitude()));
        double late = -track.getValidityMillis() / 1_000.0;
        double x = track.getX() * 0.5 + track.getVx() * 0.25 * late;
        double y = track.getY() * 0.5 + track.getVy() * 0.25 * late;
        double dx = x - shown.xMetres();
        double dy = y - shown.yMetres();
        return Math.sqrt(dx * dx + dy * dy);
    }

    @Test
    void neighboursOfferFlightsPilotsObeyAndNeighboursTakeThemBack() {
        loop.take(UPPER_EAST, "UE");
        loop.run(3 * MINUTE);
        assertTrue(
                loop.flights.values().stream()
                                .filter(flight -> isExternal(flight.getControllingSector()))
                                .count()
                        > 20,
                "neighbours control their flights");
        Flight offered = awaitOffer();
        int before = level(offered);

        accepted(
                Command.newBuilder()
                        .setAcceptTransfer(
                                AcceptTransfer.newBuilder()
                                        .setFlight(offered.getId())
                                        .setVersion(offered.getVersion())));
        accepted(
                Command.newBuilder()
                        .setClearLevel(
                                ClearLevel.newBuilder()
                                        .setFlight(offered.getId())
                                        .setVersion(now(offered).getVersion())
                                        .setFlightLevel(before - 30)));
        loop.run(4 * SECOND);
        assertEquals(before, level(offered), 1, "nobody turns a knob that fast");
        loop.run(2 * MINUTE);
        assertEquals(before - 30, level(offered), 1);

        String next = sectorAfter(offered, "UE");
        accepted(
                Command.newBuilder()
                        .setInitiateTransfer(
                                InitiateTransfer.newBuilder()
                                        .setFlight(offered.getId())
                                        .setVersion(now(offered).getVersion())
                                        .setToSector(next)));
        loop.run(8 * SECOND);
        assertEquals("UE", now(offered).getControllingSector(), "the robot thinks first");
        loop.run(8 * SECOND);
        assertEquals(next, now(offered).getControllingSector());
    }

    /** A tracked flight that is offered to UE and goes to a neighbour behind it. */
    private Flight awaitOffer() {
        for (int minute = 0; minute < 20; minute++) {
            for (Flight flight : loop.flights.values()) {
                if (flight.getOfferedTo().equals("UE")
                        && flight.getTrack() != 0
                        && isExternal(sectorAfter(flight, "UE"))) {
                    return flight;
                }
            }
            loop.run(MINUTE);
        }
        throw new AssertionError("nothing was offered in twenty minutes");
    }

    private void accepted(Command.Builder command) {
        Result result = loop.give(UPPER_EAST, command.build());
        assertTrue(result.hasAccepted(), () -> command + ": " + result);
        loop.run(ModelLoop.TICK_MICROS);
    }

    private Flight now(Flight flight) {
        return loop.flights.getOrDefault(flight.getId(), flight);
    }

    private int level(Flight flight) {
        Track track = loop.tracks.get(now(flight).getTrack());
        return track == null ? -1 : Math.round(track.getFlightLevel() / 4f);
    }

    private boolean isExternal(String sector) {
        return region.getSectorsList().stream()
                .anyMatch(element -> element.getId().equals(sector) && element.getExternal());
    }

    private static String sectorAfter(Flight flight, String sector) {
        List<SectorEntry> sectors = flight.getSectorsList();
        for (int i = 0; i + 1 < sectors.size(); i++) {
            if (sectors.get(i).getSector().equals(sector)) {
                return sectors.get(i + 1).getSector();
            }
        }
        return "";
    }
}
