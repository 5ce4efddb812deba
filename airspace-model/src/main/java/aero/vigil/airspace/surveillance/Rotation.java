package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * How one radar's antenna turns, from its north marks and sector messages, or from its plots where
 * it sends none; immutable.
 *
 * @param periodMicros measured, the nominal one until then
 * @param northMicros time of the latest north mark; {@link #NEVER}: none
 * @param sector the latest sector crossed, 0..31, or −1
 * @param sectorMicros when, by the radar's corrected clock
 * @param sectorStampMicros model time at which that was reported
 * @param messageStampMicros model time of the latest service message; {@link #NEVER}: none
 */
record Rotation(
        long periodMicros,
        long northMicros,
        int sector,
        long sectorMicros,
        long sectorStampMicros,
        long messageStampMicros) {

    static final long NEVER = Long.MIN_VALUE;

    /** Scan sectors of a turn: 11.25 degrees each. */
    static final int SECTORS = 32;

    static Rotation nominal(long periodMicros) {
        return new Rotation(periodMicros, NEVER, -1, NEVER, NEVER, NEVER);
    }

    /** Whether its service messages have come within the latest two turns. */
    boolean isAnnounced(long nowMicros) {
        return messageStampMicros != NEVER && nowMicros - messageStampMicros <= 2 * periodMicros;
    }

    Rotation north(long timeMicros, long stampMicros, int reportedPeriod) {
        long period = periodMicros;
        if (northMicros != NEVER && isPlausible(timeMicros - northMicros)) {
            period += (timeMicros - northMicros - period) / 8;
        } else if (reportedPeriod > 0 && isPlausible(reportedPeriod * 1_000_000L / 128)) {
            period = reportedPeriod * 1_000_000L / 128;
        }
        return new Rotation(period, timeMicros, 0, timeMicros, stampMicros, stampMicros);
    }

    Rotation crossed(int newSector, long timeMicros, long stampMicros) {
        return new Rotation(
                periodMicros, northMicros, newSector, timeMicros, stampMicros, stampMicros);
    }

    Rotation heard(long stampMicros) {
        return new Rotation(
                periodMicros, northMicros, sector, sectorMicros, sectorStampMicros, stampMicros);
    }

    /** Learns from the time between two plots of one aircraft; only where no messages come. */
    Rotation learned(long betweenPlotsMicros, long nowMicros) {
        if (isAnnounced(nowMicros) || !isPlausible(betweenPlotsMicros)) {
            return this;
        }
        return new Rotation(
                periodMicros + (betweenPlotsMicros - periodMicros) / 64,
                northMicros,
                sector,
                sectorMicros,
                sectorStampMicros,
                messageStampMicros);
    }

    private boolean isPlausible(long micros) {
        return micros > periodMicros / 2 && micros < periodMicros * 3 / 2;
    }

    /** Whether the antenna has passed this sector and one more since that model time. */
    boolean hasPassed(int waitingSector, long sinceStampMicros) {
        if (sector < 0 || sectorStampMicros < sinceStampMicros) {
            return false;
        }
        int ahead = Math.floorMod(sector - waitingSector, SECTORS);
        return ahead >= 2 && ahead < SECTORS / 2;
    }

    /**
     * How often the antenna has passed an azimuth without a plot since the latest one: announced
     * sectors count when passed by two sectors, else time counts from a period and a half.
     */
    int misses(double azimuth, long lastPlotMicros, long nowMicros) {
        if (!isAnnounced(nowMicros) || sector < 0) {
            return toCount((nowMicros - lastPlotMicros - periodMicros / 2) / periodMicros);
        }
        double turn = 2 * StrictMath.PI;
        double antenna = sector * (turn / SECTORS);
        double ahead = antenna - azimuth;
        ahead -= turn * Math.floor(ahead / turn);
        double turns = ahead / turn + (ahead < 2 * turn / SECTORS ? 1 : 0);
        long passedMicros = sectorMicros - (long) (turns * periodMicros);
        return toCount((passedMicros - lastPlotMicros + periodMicros / 2) / periodMicros);
    }

    private static int toCount(long turns) {
        return (int) Math.max(0, Math.min(100, turns));
    }

    void write(StateOutput output) {
        output.writeLong(periodMicros);
        output.writeLong(northMicros);
        output.writeByte(sector);
        output.writeLong(sectorMicros);
        output.writeLong(sectorStampMicros);
        output.writeLong(messageStampMicros);
    }

    static Rotation read(StateInput input) {
        return new Rotation(
                Math.max(1, input.readLong()),
                input.readLong(),
                input.readByte(),
                input.readLong(),
                input.readLong(),
                input.readLong());
    }
}
