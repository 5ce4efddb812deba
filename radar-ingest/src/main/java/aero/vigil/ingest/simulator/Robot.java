package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.AcceptTransfer;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.RecallTransfer;
import aero.vigil.wire.airspace.SectorEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A controller of one sector, of a neighbouring centre or standing in for a person: decides from
 * the picture what he would order next. Pure: he hears the model's time and never does anything
 * himself.
 */
final class Robot {

    /** He thinks this long before he accepts. */
    static final long ACCEPT_AFTER_MICROS = TimeUnit.SECONDS.toMicros(10);

    /** He hands over this long before his boundary. */
    static final long HAND_OVER_MICROS = TimeUnit.SECONDS.toMicros(150);

    /** He speaks to a flight this long before it enters his sector. */
    private static final long ASSUME_BEFORE_MICROS = TimeUnit.SECONDS.toMicros(30);

    /** After an order, or its rejection, he leaves a flight alone for this long. */
    private static final long PATIENCE_MICROS = TimeUnit.SECONDS.toMicros(15);

    private final String sector;
    private final Set<String> manned;
    private final Map<Integer, Long> offeredSince = new HashMap<>();
    private final Map<Integer, Long> leftAloneUntil = new HashMap<>();

    /**
     * Makes a robot.
     *
     * @param sector the elementary sector he holds
     * @param manned sectors where somebody is sure to accept a flight, late as it may be offered
     */
    Robot(String sector, Set<String> manned) {
        this.sector = sector;
        this.manned = Set.copyOf(manned);
    }

    String sector() {
        return sector;
    }

    void forget(int flight) {
        offeredSince.remove(flight);
        leftAloneUntil.remove(flight);
    }

    /** What he orders about a flight now, if anything. */
    Optional<Command> decide(Flight flight, long nowMicros) {
        if (flight.getLifecycle() == Lifecycle.TERMINATED
                || leftAloneUntil.getOrDefault(flight.getId(), Long.MIN_VALUE) > nowMicros) {
            return Optional.empty();
        }
        Optional<Command> order = wish(flight, nowMicros);
        if (order.isPresent()) {
            leftAloneUntil.put(flight.getId(), nowMicros + PATIENCE_MICROS);
        }
        return order;
    }

    private Optional<Command> wish(Flight flight, long nowMicros) {
        if (flight.getOfferedTo().equals(sector)) {
            long since = offeredSince.computeIfAbsent(flight.getId(), first -> nowMicros);
            return nowMicros - since >= ACCEPT_AFTER_MICROS
                    ? Optional.of(accept(flight))
                    : Optional.empty();
        }
        offeredSince.remove(flight.getId());
        if (flight.getControllingSector().equals(sector)) {
            return handOver(flight, nowMicros);
        }
        boolean free =
                flight.getControllingSector().isEmpty()
                        && flight.getOfferedTo().isEmpty()
                        && flight.getLifecycle() == Lifecycle.ACTIVE;
        return free && isHere(flight, nowMicros) ? Optional.of(assume(flight)) : Optional.empty();
    }

    private boolean isHere(Flight flight, long nowMicros) {
        for (SectorEntry entry : flight.getSectorsList()) {
            if (entry.getSector().equals(sector)
                    && entry.getEntryMicros() - ASSUME_BEFORE_MICROS <= nowMicros
                    && nowMicros < entry.getExitMicros() - HAND_OVER_MICROS) {
                return true;
            }
        }
        return false;
    }

    private Optional<Command> handOver(Flight flight, long nowMicros) {
        String there = sectorAt(flight, nowMicros);
        if (!flight.getOfferedTo().isEmpty()) {
            // The one it was offered to did not want it, and it has gone on to another neighbour.
            boolean passed =
                    !there.equals(sector)
                            && !there.equals(flight.getOfferedTo())
                            && manned.contains(there);
            return passed ? Optional.of(recall(flight)) : Optional.empty();
        }
        boolean gone = !there.equals(sector) && manned.contains(there);
        String to = gone ? there : flight.getNextSector();
        if (to.isEmpty() || to.equals(sector)) {
            return Optional.empty();
        }
        return gone || entryMicros(flight, to, nowMicros) - nowMicros <= HAND_OVER_MICROS
                ? Optional.of(transfer(flight, to))
                : Optional.empty();
    }

    /** The sector of its sequence that the flight is in by its estimates; empty: none. */
    private static String sectorAt(Flight flight, long nowMicros) {
        for (SectorEntry entry : flight.getSectorsList()) {
            if (entry.getEntryMicros() <= nowMicros && nowMicros < entry.getExitMicros()) {
                return entry.getSector();
            }
        }
        return "";
    }

    /** When it enters a sector it has not left yet; a sequence may visit one twice. */
    private static long entryMicros(Flight flight, String sector, long nowMicros) {
        for (SectorEntry entry : flight.getSectorsList()) {
            if (entry.getSector().equals(sector) && entry.getExitMicros() > nowMicros) {
                return entry.getEntryMicros();
            }
        }
        return Long.MAX_VALUE;
    }

    private static Command accept(Flight flight) {
        return Command.newBuilder()
                .setAcceptTransfer(
                        AcceptTransfer.newBuilder()
                                .setFlight(flight.getId())
                                .setVersion(flight.getVersion()))
                .build();
    }

    private static Command assume(Flight flight) {
        return Command.newBuilder()
                .setAssumeFlight(
                        AssumeFlight.newBuilder()
                                .setFlight(flight.getId())
                                .setVersion(flight.getVersion()))
                .build();
    }

    private static Command transfer(Flight flight, String to) {
        return Command.newBuilder()
                .setInitiateTransfer(
                        InitiateTransfer.newBuilder()
                                .setFlight(flight.getId())
                                .setVersion(flight.getVersion())
                                .setToSector(to))
                .build();
    }

    private static Command recall(Flight flight) {
        return Command.newBuilder()
                .setRecallTransfer(
                        RecallTransfer.newBuilder()
                                .setFlight(flight.getId())
                                .setVersion(flight.getVersion()))
                .build();
    }
}
