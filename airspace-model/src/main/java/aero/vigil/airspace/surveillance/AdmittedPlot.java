package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A plot that may reach the picture, with the time at which it was detected.
 *
 * @param plot as reported
 * @param radar dense index of its radar
 * @param detectionMicros by the radar's corrected clock
 * @param badClock that time is only the receive time less the usual delay
 * @param fingerprint hash of its own fields
 * @param sources by what it was made, bits of {@link Sources}
 */
record AdmittedPlot(
        Plot plot,
        int radar,
        long detectionMicros,
        boolean badClock,
        long fingerprint,
        int sources) {

    /** The same, of the radar that has this index now. */
    AdmittedPlot of(int presentRadar) {
        return new AdmittedPlot(
                plot, presentRadar, detectionMicros, badClock, fingerprint, sources);
    }

    /** Its scan sector, 0..31. */
    int sector() {
        return plot.theta() >> 11;
    }

    void write(StateOutput output) {
        output.writeInt(plot.sacSic());
        output.writeInt(plot.timeOfDay());
        output.writeLong(plot.receiveTimeMicros());
        output.writeInt(plot.detection());
        output.writeInt(plot.rho());
        output.writeInt(plot.theta());
        output.writeInt(plot.mode3A());
        output.writeBoolean(plot.mode3ADoubtful());
        output.writeInt(plot.flightLevel());
        output.writeBoolean(plot.flightLevelDoubtful());
        output.writeInt(plot.address());
        output.writeString(plot.callsign());
        output.writeInt(plot.trackNumber());
        output.writeBoolean(plot.spi());
        output.writeInt(plot.selectedLevel());
        ReportedPosition.write(plot.position(), output);
        output.writeInt(radar);
        output.writeLong(detectionMicros);
        output.writeBoolean(badClock);
        output.writeLong(fingerprint);
        output.writeByte(sources);
    }

    static AdmittedPlot read(StateInput input) {
        Plot plot =
                new Plot(
                        input.readInt(),
                        input.readInt(),
                        input.readLong(),
                        input.readInt(),
                        input.readInt(),
                        input.readInt(),
                        input.readInt(),
                        input.readBoolean(),
                        input.readInt(),
                        input.readBoolean(),
                        input.readInt(),
                        input.readString(),
                        input.readInt(),
                        input.readBoolean(),
                        false,
                        false,
                        input.readInt(),
                        ReportedPosition.read(input));
        return new AdmittedPlot(
                plot,
                input.readInt(),
                input.readLong(),
                input.readBoolean(),
                input.readLong(),
                input.readByte());
    }
}
