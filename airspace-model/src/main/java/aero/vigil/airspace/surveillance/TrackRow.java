package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the tracker knows of one track; immutable.
 *
 * @param number its index in the table
 * @param life where it is in its life
 * @param identity who it says it is
 * @param history its latest plots and the filters after each
 * @param sensors the radars that have seen it, by index
 * @param published what the rest of the model sees of it
 */
record TrackRow(
        int number,
        TrackLife life,
        TrackIdentity identity,
        History history,
        List<TrackSensor> sensors,
        SystemTrack published) {

    @Nullable TrackSensor sensor(int radar) {
        for (TrackSensor sensor : sensors) {
            if (sensor.radar() == radar) {
                return sensor;
            }
        }
        return null;
    }

    /** These sensors with one added or replaced, in the order of their radars. */
    static List<TrackSensor> with(List<TrackSensor> sensors, TrackSensor changed) {
        List<TrackSensor> next = new ArrayList<>(sensors.size() + 1);
        boolean placed = false;
        for (TrackSensor sensor : sensors) {
            if (!placed && sensor.radar() >= changed.radar()) {
                next.add(changed);
                placed = true;
            }
            if (sensor.radar() != changed.radar()) {
                next.add(sensor);
            }
        }
        if (!placed) {
            next.add(changed);
        }
        return next;
    }

    /** Whether its history still begins with its first plot: nothing has been dropped yet. */
    boolean isHistoryWhole() {
        return life.updates() == history.size();
    }

    /** The altitude to place its plots with: the filter's, or NaN while none is known. */
    double altitudeFeetAt(long micros) {
        VerticalState vertical = history.latest().vertical();
        return vertical == null ? Double.NaN : vertical.altitudeFeetAt(micros);
    }

    void write(StateOutput output) {
        output.writeInt(number);
        output.writeRecord(life, TrackLife::write);
        output.writeRecord(identity, TrackIdentity::write);
        output.writeRecord(history, History::write);
        output.writeInt(sensors.size());
        for (TrackSensor sensor : sensors) {
            output.writeRecord(sensor, TrackSensor::write);
        }
        output.writeBoolean(published.spi());
        output.writeByte(published.sources());
        output.writeLong(published.revision());
    }
}
