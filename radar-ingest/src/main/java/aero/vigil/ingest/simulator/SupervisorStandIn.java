package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.QnhStatus;
import aero.vigil.wire.airspace.SafetyNetStatus;
import aero.vigil.wire.airspace.SetQnh;
import java.util.List;
import java.util.SortedMap;

/**
 * Stands in for the supervisor as long as nobody sits at his position: tells the QNH of the
 * simulated air where none, or none fresh, is in force. Runs on the client's context.
 */
final class SupervisorStandIn implements Picture.Reader {

    /** He looks at the picture this often. */
    private static final int FRAMES_A_LOOK = 10;

    private final Visits visits;
    private final int hectopascals;
    private String position = "";
    private String holder = "";
    private List<String> regionsWithout = List.of();
    private int frames;

    /**
     * @param hectopascals the QNH everywhere
     */
    SupervisorStandIn(GroupClient group, int hectopascals) {
        this.visits = new Visits(group, "supervisor's stand-in");
        this.hectopascals = hectopascals;
    }

    @Override
    public void onPosition(Position changed) {
        if (changed.getRole().equals("supervisor")) {
            position = changed.getId();
            holder = changed.getUser();
        }
    }

    @Override
    public void onSafetyNets(SafetyNetStatus status) {
        regionsWithout =
                status.getQnhList().stream()
                        .filter(QnhStatus::getDegraded)
                        .map(QnhStatus::getRegion)
                        .toList();
    }

    @Override
    public void onFlight(Flight flight) {}

    @Override
    public void onFlightEnded(int id) {}

    @Override
    public void onFrame(long modelMicros, SortedMap<Integer, Flight> flights) {
        boolean isAbsent = position.isEmpty() || !holder.isEmpty();
        if (regionsWithout.isEmpty()
                || isAbsent
                || !visits.arePossible()
                || ++frames % FRAMES_A_LOOK != 0) {
            return;
        }
        visits.make(position, regionsWithout.stream().map(this::qnhOf).toList());
    }

    private Command qnhOf(String region) {
        return Command.newBuilder()
                .setSetQnh(SetQnh.newBuilder().setRegion(region).setHectopascals(hectopascals))
                .build();
    }
}
