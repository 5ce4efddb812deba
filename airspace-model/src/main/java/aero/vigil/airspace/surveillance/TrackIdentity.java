package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Who a track says it is, and what it wants to say next; immutable.
 *
 * <p>Airspace algorithms §4.8: a garbled or unvalidated reply never changes it; a new code needs
 * two equal replies (an emergency code by Mode S one); an address never changes.
 *
 * @param address 24 bits or {@link Plot#ABSENT}
 * @param mode3A confirmed code or {@link Plot#ABSENT}
 * @param mode3ACandidate another code heard, or {@link Plot#ABSENT}
 * @param mode3ACount how often in a row
 * @param callsign downlinked, or empty
 * @param callsignCandidate another callsign heard once, or empty
 * @param selectedLevel latest downlinked selected altitude, 1/4 FL, or {@link Plot#ABSENT}
 * @param spiUntilMicros shown until this model time
 * @param isPrimaryOnly never has a transponder replied
 */
record TrackIdentity(
        int address,
        int mode3A,
        int mode3ACandidate,
        int mode3ACount,
        String callsign,
        String callsignCandidate,
        int selectedLevel,
        long spiUntilMicros,
        boolean isPrimaryOnly) {

    static final TrackIdentity UNKNOWN =
            new TrackIdentity(
                    Plot.ABSENT,
                    Plot.ABSENT,
                    Plot.ABSENT,
                    0,
                    "",
                    "",
                    Plot.ABSENT,
                    Rotation.NEVER,
                    true);

    private static final int REPLIES_FOR_A_NEW_CODE = 2;

    /** Longer than the slowest turn, so that the sign does not blink between plots. */
    private static final long SPI_SHOWN_MICROS = 14_000_000;

    /** A 24-bit address that one aircraft may hold: not all zeros nor all ones. */
    static boolean hasAddress(Plot plot) {
        return plot.address() > 0 && plot.address() < 0xFFFFFF;
    }

    /** A validated, ungarbled code. */
    static boolean hasMode3A(Plot plot) {
        return plot.mode3A() >= 0 && !plot.mode3ADoubtful();
    }

    static boolean isPrimary(Plot plot) {
        return plot.detection() == 1;
    }

    TrackIdentity heard(Plot plot, long detectionMicros) {
        TrackIdentity next = hasMode3A(plot) ? withCode(plot) : this;
        String nextCallsign = next.callsign;
        String nextCandidate = "";
        if (!plot.callsign().isEmpty() && !plot.callsign().equals(callsign)) {
            boolean adopted = callsign.isEmpty() || plot.callsign().equals(callsignCandidate);
            nextCallsign = adopted ? plot.callsign() : callsign;
            nextCandidate = adopted ? "" : plot.callsign();
        } else if (plot.callsign().isEmpty()) {
            nextCandidate = callsignCandidate;
        }
        return new TrackIdentity(
                address == Plot.ABSENT && hasAddress(plot) ? plot.address() : address,
                next.mode3A,
                next.mode3ACandidate,
                next.mode3ACount,
                nextCallsign,
                nextCandidate,
                plot.selectedLevel() != Plot.ABSENT ? plot.selectedLevel() : selectedLevel,
                plot.spi()
                        ? Math.max(spiUntilMicros, detectionMicros + SPI_SHOWN_MICROS)
                        : spiUntilMicros,
                isPrimaryOnly && isPrimary(plot));
    }

    private TrackIdentity withCode(Plot plot) {
        int code = plot.mode3A();
        if (code == mode3A) {
            return withCode(mode3A, Plot.ABSENT, 0);
        }
        int count = code == mode3ACandidate ? mode3ACount + 1 : 1;
        boolean atOnce = mode3A == Plot.ABSENT || (Mode3A.isEmergency(code) && hasAddress(plot));
        return atOnce || count >= REPLIES_FOR_A_NEW_CODE
                ? withCode(code, Plot.ABSENT, 0)
                : withCode(mode3A, code, count);
    }

    private TrackIdentity withCode(int code, int candidate, int count) {
        return new TrackIdentity(
                address,
                code,
                candidate,
                count,
                callsign,
                callsignCandidate,
                selectedLevel,
                spiUntilMicros,
                isPrimaryOnly);
    }

    /** Whether a plot carries this track's address, or its discrete code where one has none. */
    boolean matches(Plot plot) {
        if (hasAddress(plot) && address != Plot.ABSENT) {
            return plot.address() == address;
        }
        return hasMode3A(plot) && Mode3A.isDiscrete(mode3A) && plot.mode3A() == mode3A;
    }

    /** Whether both have valid addresses, and different ones: never the same aircraft. */
    boolean contradicts(Plot plot) {
        return hasAddress(plot) && address != Plot.ABSENT && plot.address() != address;
    }

    void write(StateOutput output) {
        output.writeInt(address);
        output.writeInt(mode3A);
        output.writeInt(mode3ACandidate);
        output.writeInt(mode3ACount);
        output.writeString(callsign);
        output.writeString(callsignCandidate);
        output.writeInt(selectedLevel);
        output.writeLong(spiUntilMicros);
        output.writeBoolean(isPrimaryOnly);
    }

    static TrackIdentity read(StateInput input) {
        return new TrackIdentity(
                input.readInt(),
                input.readInt(),
                input.readInt(),
                input.readInt(),
                input.readString(),
                input.readString(),
                input.readInt(),
                input.readLong(),
                input.readBoolean());
    }
}
