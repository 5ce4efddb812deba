package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.PlaneVolume;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.QnhRegion;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The QNH of each region, which turns pressure altitudes into altitudes above mean sea level. */
public final class Qnh {

    /** ICAO standard atmosphere (Doc 7488): pressure altitude in feet of a pressure. */
    private static final double FEET = 145_366.45;

    private static final double EXPONENT = 0.190284;
    private static final double STANDARD_HECTOPASCALS = 1_013.25;
    private static final double MICROS_PER_MINUTE = 60e6;

    private final List<QnhRegion> regions;
    private final List<PlaneVolume> places = new ArrayList<>();
    private final long validMicros;
    private final RevisionCounter revisions;
    private final Table<Setting> settings;

    /**
     * A region's QNH.
     *
     * @param hectopascals 0: none
     * @param setMicros model time of the order
     * @param offsetFeet altitude above mean sea level minus pressure altitude
     * @param isDegraded none or too old
     * @param revision of the picture at its last change
     */
    public record Setting(
            String region,
            int hectopascals,
            long setMicros,
            double offsetFeet,
            boolean isDegraded,
            long revision) {}

    Qnh(UnitOfWork work, RevisionCounter revisions, Region region) {
        this.revisions = revisions;
        regions = region.adaptation().safetyNets().qnhRegions();
        validMicros =
                (long)
                        (region.adaptation().safetyNets().parameters().qnhValidMinutes()
                                * MICROS_PER_MINUTE);
        settings = new Table<>(work, "qnh", Math.max(1, regions.size()));
        for (int i = 0; i < regions.size(); i++) {
            places.add(region.laid(regions.get(i).border(), 0, 1));
            settings.set(i + 1, new Setting(regions.get(i).name(), 0, 0, 0, true, 0));
        }
    }

    /** What holds at a place, or null where no region is. */
    @Nullable Setting at(double x, double y) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).containsLaterally(x, y)) {
                return settings.get(i + 1);
            }
        }
        return null;
    }

    /** Sets a region's QNH; false when there is no such region. */
    boolean set(String region, int hectopascals, long nowMicros) {
        int index = indexOf(region);
        if (index == 0) {
            return false;
        }
        boolean isNone = hectopascals == 0;
        settings.set(
                index,
                new Setting(
                        region,
                        hectopascals,
                        nowMicros,
                        isNone ? 0 : offsetFeet(hectopascals),
                        isNone,
                        revisions.next()));
        return true;
    }

    private static double offsetFeet(int hectopascals) {
        double ratio = hectopascals / STANDARD_HECTOPASCALS;
        return FEET * (StrictMath.pow(ratio, EXPONENT) - 1);
    }

    private boolean isStale(Setting setting, long nowMicros) {
        return !setting.isDegraded() && nowMicros - setting.setMicros() > validMicros;
    }

    boolean isDue(long nowMicros) {
        for (int i = 1; i < settings.limit(); i++) {
            Setting setting = settings.get(i);
            if (setting != null && isStale(setting, nowMicros)) {
                return true;
            }
        }
        return false;
    }

    /** Marks what has become too old. */
    void advance(long nowMicros) {
        for (int i = 1; i < settings.limit(); i++) {
            Setting setting = settings.get(i);
            if (setting != null && isStale(setting, nowMicros)) {
                settings.set(
                        i,
                        new Setting(
                                setting.region(),
                                setting.hectopascals(),
                                setting.setMicros(),
                                setting.offsetFeet(),
                                true,
                                revisions.next()));
            }
        }
    }

    List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (int i = 1; i < settings.limit(); i++) {
            Setting setting = settings.get(i);
            if (setting != null) {
                all.add(setting);
            }
        }
        return all;
    }

    long revision() {
        long greatest = 0;
        for (int i = 1; i < settings.limit(); i++) {
            Setting setting = settings.get(i);
            greatest = setting == null ? greatest : Math.max(greatest, setting.revision());
        }
        return greatest;
    }

    StateCapture capture() {
        List<Setting> all = all();
        return out -> {
            for (Setting setting : all) {
                out.writeInt(setting.hectopascals());
                out.writeLong(setting.setMicros());
                out.writeDouble(setting.offsetFeet());
                out.writeBoolean(setting.isDegraded());
                out.writeLong(setting.revision());
            }
        };
    }

    /**
     * Reads what a capture wrote; what was set for a region that is no more is left out.
     *
     * @param before the regions at that time, in their order
     */
    void read(StateInput in, List<QnhRegion> before) {
        for (QnhRegion region : before) {
            Setting setting =
                    new Setting(
                            region.name(),
                            in.readInt(),
                            in.readLong(),
                            in.readDouble(),
                            in.readBoolean(),
                            in.readLong());
            int index = indexOf(region.name());
            if (index != 0) {
                settings.set(index, setting);
            }
        }
    }

    /** The index of a region, 0: there is none of this name. */
    private int indexOf(String region) {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).name().equals(region)) {
                return i + 1;
            }
        }
        return 0;
    }
}
