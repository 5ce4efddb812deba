package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All radars of the adaptation: how they turn, what their clocks are worth, what they sent. */
final class Sensors {

    private static final int LINES = FeedLine.values().length;

    private final List<Radar> radars = new ArrayList<>();
    private final TreeMap<Integer, Radar> bySacSic = new TreeMap<>();
    private final Table<Boolean> enabled;
    private final Table<Rotation> rotations;
    private final Table<Registration> registrations;
    private final Table<SensorClock> clocks; // index: (radar − 1) * LINES + line + 1
    private final Table<SensorCounts> counts;
    private final Cell<SensorCounts> unknown;

    Sensors(UnitOfWork work, SystemPlane plane, List<SensorSite> sites) {
        int capacity = Math.max(1, sites.size());
        enabled = new Table<>(work, "sensors enabled", capacity);
        rotations = new Table<>(work, "rotations", capacity);
        registrations = new Table<>(work, "registrations", capacity);
        clocks = new Table<>(work, "sensor clocks", capacity * LINES);
        counts = new Table<>(work, "sensor counts", capacity);
        unknown = new Cell<>(work, SensorCounts.NONE);
        for (SensorSite site : sites) {
            Radar radar = new Radar(radars.size() + 1, site, plane);
            if (bySacSic.put(site.sacSic(), radar) != null) {
                throw new IllegalArgumentException("two sensors are " + site.sacSic());
            }
            radars.add(radar);
            enabled.set(radar.index(), true);
            rotations.set(radar.index(), Rotation.nominal(radar.nominalPeriodMicros()));
            registrations.set(
                    radar.index(),
                    site.anchored() || !radar.isRadar() ? Registration.ANCHOR : Registration.NONE);
            counts.set(radar.index(), SensorCounts.NONE);
            for (FeedLine line : FeedLine.values()) {
                clocks.set(clockIndex(radar, line), SensorClock.UNHEARD);
            }
        }
        work.commit();
    }

    int count() {
        return radars.size();
    }

    Radar radar(int index) {
        return radars.get(index - 1);
    }

    @Nullable Radar find(int sacSic) {
        return bySacSic.get(sacSic);
    }

    boolean isEnabled(Radar radar) {
        return Objects.requireNonNull(enabled.get(radar.index()));
    }

    void setEnabled(Radar radar, boolean on) {
        enabled.set(radar.index(), on);
    }

    Rotation rotation(Radar radar) {
        return Objects.requireNonNull(rotations.get(radar.index()));
    }

    void setRotation(Radar radar, Rotation rotation) {
        rotations.set(radar.index(), rotation);
    }

    Registration registration(Radar radar) {
        return Objects.requireNonNull(registrations.get(radar.index()));
    }

    void setRegistration(Radar radar, Registration registration) {
        registrations.set(radar.index(), registration);
    }

    /** A scan of this radar has passed: what is applied of its offsets moves on. */
    void registerAnew(Radar radar, long nowMicros) {
        Registration before = registration(radar);
        if (!before.isAnchor()) {
            setRegistration(radar, before.applied(nowMicros));
        }
    }

    /** The same for a radar that announces no north, once in each of its periods. */
    void registerAnewWhenDue(Radar radar, long nowMicros) {
        Registration before = registration(radar);
        boolean isDue =
                !rotation(radar).isAnnounced(nowMicros)
                        && (before.appliedMicros() == Rotation.NEVER
                                || nowMicros - before.appliedMicros()
                                        >= rotation(radar).periodMicros());
        if (isDue) {
            registerAnew(radar, nowMicros);
        }
    }

    SensorClock clock(Radar radar, FeedLine line) {
        return Objects.requireNonNull(clocks.get(clockIndex(radar, line)));
    }

    void setClock(Radar radar, FeedLine line, SensorClock clock) {
        clocks.set(clockIndex(radar, line), clock);
    }

    SensorCounts counts(Radar radar) {
        return Objects.requireNonNull(counts.get(radar.index()));
    }

    void setCounts(Radar radar, SensorCounts changed) {
        counts.set(radar.index(), changed);
    }

    /** Counts a reject of a known radar, or of none. */
    void reject(@Nullable Radar radar, PlotReject reason) {
        if (radar == null) {
            unknown.set(unknown.get().withReject(reason));
        } else {
            setCounts(radar, counts(radar).withReject(reason));
        }
    }

    /** Whether anything has come from it within three turns. */
    boolean isHeard(Radar radar, long nowMicros) {
        long last = lastStampMicros(radar);
        return last != Rotation.NEVER && nowMicros - last <= 3 * rotation(radar).periodMicros();
    }

    /** Whether a radar or ADS-B station of our own that works covers a place. */
    boolean coversOwn(double xMetres, double yMetres, long nowMicros) {
        for (Radar radar : radars) {
            if (!radar.isOtherCentre()
                    && isEnabled(radar)
                    && isHeard(radar, nowMicros)
                    && radar.covers(xMetres, yMetres)) {
                return true;
            }
        }
        return false;
    }

    private long lastStampMicros(Radar radar) {
        return Math.max(counts(radar).lastStampMicros(), rotation(radar).messageStampMicros());
    }

    List<SensorStatus> statuses(long nowMicros) {
        List<SensorStatus> list = new ArrayList<>(radars.size());
        for (Radar radar : radars) {
            list.add(status(radar, nowMicros));
        }
        return list;
    }

    private SensorStatus status(Radar radar, long nowMicros) {
        SensorCounts counted = counts(radar);
        SensorClock clock = worstClock(radar);
        long last = lastStampMicros(radar);
        return new SensorStatus(
                radar.site().sacSic(),
                radar.site().name(),
                state(radar, nowMicros),
                isEnabled(radar),
                (int) (rotation(radar).periodMicros() / 1_000),
                last == Rotation.NEVER ? 0 : last,
                counted.plotsPerMinute(nowMicros),
                clock.state(),
                (int) (clock.medianMicros() / 1_000),
                counted.rejects(),
                counted.plots(),
                counted.duplicates(),
                SensorStatus.Alignment.of(registration(radar), radar.site(), nowMicros));
    }

    /** Judged by north marks where it sends them, else by its plots. */
    private SensorStatus.State state(Radar radar, long nowMicros) {
        Rotation rotation = rotation(radar);
        long last = lastStampMicros(radar);
        if (last == Rotation.NEVER) {
            return SensorStatus.State.SILENT;
        }
        long mark = rotation.messageStampMicros();
        long overdue = nowMicros - (mark != Rotation.NEVER ? mark : last);
        if (overdue > 3 * rotation.periodMicros()) {
            return SensorStatus.State.FAILED;
        }
        return overdue > rotation.periodMicros() * 3 / 2
                ? SensorStatus.State.DEGRADED
                : SensorStatus.State.OK;
    }

    /** The line that is heard and worse; both describe the same radar. */
    private SensorClock worstClock(Radar radar) {
        SensorClock a = clock(radar, FeedLine.A);
        SensorClock b = clock(radar, FeedLine.B);
        if (!b.isHeard()) {
            return a;
        }
        return !a.isHeard() || b.state().compareTo(a.state()) > 0 ? b : a;
    }

    /** Rejects of all radars and of unknown ones, by reason. */
    List<SensorStatus.Count> rejects() {
        long[] sums = new long[PlotReject.values().length];
        unknown.get().addRejectsTo(sums);
        for (Radar radar : radars) {
            counts(radar).addRejectsTo(sums);
        }
        return SensorCounts.named(sums);
    }

    private static int clockIndex(Radar radar, FeedLine line) {
        return (radar.index() - 1) * LINES + (line == FeedLine.A ? 1 : 2);
    }

    /** Frozen for a checkpoint. */
    Capture capture() {
        return new Capture(this);
    }

    /** All radars' state at one moment. */
    static final class Capture {
        private final @Nullable Object[] enabled;
        private final @Nullable Object[] rotations;
        private final @Nullable Object[] registrations;
        private final @Nullable Object[] clocks;
        private final @Nullable Object[] counts;
        private final SensorCounts unknown;

        private Capture(Sensors from) {
            enabled = from.enabled.copy();
            rotations = from.rotations.copy();
            registrations = from.registrations.copy();
            clocks = from.clocks.copy();
            counts = from.counts.copy();
            unknown = from.unknown.get();
        }

        void write(StateOutput output) {
            output.writeInt(enabled.length - 1);
            for (int i = 1; i < enabled.length; i++) {
                output.writeBoolean(Boolean.TRUE.equals(enabled[i]));
                ((Rotation) Objects.requireNonNull(rotations[i])).write(output);
                ((Registration) Objects.requireNonNull(registrations[i])).write(output);
                ((SensorCounts) Objects.requireNonNull(counts[i])).write(output);
            }
            for (int i = 1; i < clocks.length; i++) {
                ((SensorClock) Objects.requireNonNull(clocks[i])).write(output);
            }
            unknown.write(output);
        }
    }

    /**
     * Reads what a capture wrote.
     *
     * @param before the sites at that time, in their order: what is as it was goes on as it was, of
     *     a site that is another now only what it sent and whether it is on
     * @return the present index of each of them, 0: it is gone
     */
    int[] read(StateInput input, List<SensorSite> before) {
        int count = input.readInt();
        if (count != before.size()) {
            throw new IllegalArgumentException(
                    "a checkpoint of " + count + " sensors, not " + before.size());
        }
        int[] present = new int[count + 1];
        for (int i = 1; i <= count; i++) {
            boolean isOn = input.readBoolean();
            Rotation rotation = Rotation.read(input);
            Registration registration = Registration.read(input);
            SensorCounts counted = SensorCounts.read(input);
            Radar radar = find(before.get(i - 1).sacSic());
            if (radar != null) {
                present[i] = radar.index();
                enabled.set(radar.index(), isOn);
                counts.set(radar.index(), counted);
                if (radar.site().equals(before.get(i - 1))) {
                    rotations.set(radar.index(), rotation);
                    registrations.set(radar.index(), registration);
                }
            }
        }
        for (int i = 0; i < count * LINES; i++) {
            SensorClock clock = SensorClock.read(input);
            int radar = present[i / LINES + 1];
            if (radar != 0) {
                clocks.set((radar - 1) * LINES + i % LINES + 1, clock);
            }
        }
        unknown.set(SensorCounts.read(input));
        return present;
    }
}
