package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.Track;
import java.util.List;

/** The executives of the test region at their positions, who take aircraft under control. */
public final class ControlRoom {

    private static final List<String> POSITIONS = List.of("W", "E", "U");

    private final DrivenModel driven;

    /** All executives take their positions. */
    public ControlRoom(DrivenModel driven) {
        this.driven = driven;
        for (String position : POSITIONS) {
            driven.accepted(
                    executive(position),
                    Command.newBuilder()
                            .setTakePosition(TakePosition.newBuilder().setPosition(position))
                            .build());
        }
    }

    /** Who sits at a position. */
    public static Submitter executive(String position) {
        return new Submitter(11 + POSITIONS.indexOf(position), position, List.of("development"));
    }

    /** The track with this address. */
    public Track track(int address) {
        return driven.tracks.values().stream()
                .filter(track -> track.getAddress() == address)
                .findFirst()
                .orElseGet(() -> fail("no track of address " + address));
    }

    /** The flight with this callsign. */
    public Flight flight(String callsign) {
        return driven.flights.values().stream()
                .filter(flight -> flight.getKey().getCallsign().equals(callsign))
                .findFirst()
                .orElseGet(() -> fail("no flight " + callsign));
    }

    /** The filed flight is correlated with the track of this address and assumed by its sector. */
    public void control(String callsign, int address) {
        int id = flight(callsign).getId();
        if (driven.flight(id).getTrack() == 0) {
            driven.accepted(
                    executive("W"),
                    Command.newBuilder()
                            .setCorrelate(
                                    Correlate.newBuilder()
                                            .setFlight(id)
                                            .setTrack(track(address).getNumber()))
                            .build());
            driven.tick();
        }
        boolean assumed = false;
        for (String position : POSITIONS) {
            assumed =
                    assumed
                            || driven.send(
                                            executive(position),
                                            Command.newBuilder()
                                                    .setAssumeFlight(
                                                            AssumeFlight.newBuilder()
                                                                    .setFlight(id)
                                                                    .setVersion(
                                                                            driven.flight(id)
                                                                                    .getVersion()))
                                                    .build())
                                    .hasAccepted();
        }
        driven.tick();
        assertTrue(assumed, "nobody could assume " + driven.flight(id));
    }

    /** The controlling executive clears a flight to a level. */
    public void clear(String callsign, int flightLevel) {
        Flight flight = flight(callsign);
        String position = flight.getControllingSector().substring(0, 1);
        driven.accepted(
                executive(position),
                Command.newBuilder()
                        .setClearLevel(
                                ClearLevel.newBuilder()
                                        .setFlight(flight.getId())
                                        .setVersion(flight.getVersion())
                                        .setFlightLevel(flightLevel))
                        .build());
    }
}
