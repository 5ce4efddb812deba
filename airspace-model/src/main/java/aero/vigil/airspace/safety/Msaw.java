package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import java.util.ArrayList;
import java.util.List;

/**
 * Minimum safe altitude warning: a flight is below the minimum altitude of where it is, or soon
 * will be, by its altitude above mean sea level.
 *
 * <p>Predicted with the cap of its cleared level for the whole look-ahead and without it as far as
 * the warning time. Not looked at: visual flights, flights in the funnel of a runway in use, and
 * those that take off from an aerodrome or land on it.
 */
final class Msaw implements Net {

    private static final double NAUTICAL_MILE = 1_852;
    private static final double STEP_SECONDS = 3;
    private static final int HITS_NEEDED = 2;

    /** The lowest QNH, 850 hPa, puts an aircraft 4,790 ft below its pressure altitude. */
    private static final double MOST_OFFSET_FEET = 4_800;

    /** As near to an aerodrome and as low over it one is landing or has just left. */
    private static final double AERODROME_METRES = 5 * NAUTICAL_MILE;

    private static final double AERODROME_FEET = 2_000;

    /** As near to an aerodrome, and climbing as fast as this, one has just left it. */
    private static final double DEPARTURE_METRES = 15 * NAUTICAL_MILE;

    private static final double DEPARTURE_FEET_PER_SECOND = 500 / 60.0;

    private final Parameters parameters;
    private final VisualCodes visualCodes;
    private final MinimumAltitudes minima;
    private final Qnh qnh;
    private final Approaches approaches;
    private final List<Aerodrome> aerodromes = new ArrayList<>();

    private record Aerodrome(Fix fix, double elevationFeet) {}

    Msaw(Region region, VisualCodes visualCodes, SafetySettings settings) {
        this.parameters = region.adaptation().safetyNets().parameters();
        this.visualCodes = visualCodes;
        minima = new MinimumAltitudes(region);
        qnh = settings.qnh();
        approaches = settings.approaches();
        for (Airport airport : region.adaptation().airports()) {
            aerodromes.add(
                    new Aerodrome(
                            region.fixAt(
                                    airport.code(),
                                    airport.place().latitude(),
                                    airport.place().longitude()),
                            airport.elevationFeet()));
        }
    }

    @Override
    public NetKind kind() {
        return NetKind.MSAW;
    }

    @Override
    public boolean concerns(SystemTrack track) {
        VerticalMotion vertical = track.vertical();
        if (vertical == null || minima.highest() == MinimumAltitudes.NONE) {
            return false;
        }
        double sinking =
                Math.max(0, -vertical.rateFeetPerSecond()) * parameters.msawLookaheadSeconds();
        return vertical.altitudeFeet() - sinking < minima.highest() + MOST_OFFSET_FEET
                && !visualCodes.include(track.mode3A());
    }

    @Override
    public List<Finding> look(Subject subject) {
        if (visualCodes.include(subject.track().mode3A())) {
            return List.of();
        }
        Qnh.Setting setting = qnh.at(subject.x(), subject.y());
        double offset = setting == null ? 0 : setting.offsetFeet();
        double feet = subject.level().feet() + offset;
        if (approaches.isInFunnel(subject.x(), subject.y(), feet)
                || isLandingOrLeaving(subject, feet)) {
            return List.of();
        }
        boolean isDegraded = setting == null || setting.isDegraded();
        Danger danger = danger(subject, subject.level(), offset, parameters.msawLookaheadSeconds());
        Danger bust =
                danger(
                        subject,
                        subject.level().uncapped(),
                        offset,
                        parameters.msawWarningSeconds());
        Danger first = bust.seconds() < danger.seconds() ? bust : danger;
        return first.seconds() < Encounter.NEVER
                ? List.of(finding(first, feet, isDegraded))
                : List.of();
    }

    private record Danger(double seconds, int minimumFeet, double belowFeet) {}

    private Finding finding(Danger danger, double feet, boolean isDegraded) {
        String text = "minimum " + danger.minimumFeet() + " ft";
        return new Finding(
                0,
                danger.seconds(),
                danger.seconds() == 0,
                danger.seconds() <= parameters.msawWarningSeconds(),
                HITS_NEEDED,
                0,
                danger.seconds() == 0 ? danger.minimumFeet() - feet : danger.belowFeet(),
                isDegraded ? text + ", degraded: no QNH" : text);
    }

    private Danger danger(Subject subject, LevelProfile level, double offset, double seconds) {
        for (double t = 0; t <= seconds; t += STEP_SECONDS) {
            double feet = level.feetAt(t) + offset + parameters.msawMarginFeet();
            if (feet < minima.highest()) {
                int minimum = minima.at(subject.xAfter(t), subject.yAfter(t));
                if (feet < minimum) {
                    return new Danger(t, minimum, minimum - level.feetAt(t) - offset);
                }
            }
        }
        return new Danger(Encounter.NEVER, 0, 0);
    }

    private boolean isLandingOrLeaving(Subject subject, double feet) {
        boolean climbs = subject.vertical().rateFeetPerSecond() >= DEPARTURE_FEET_PER_SECOND;
        for (Aerodrome aerodrome : aerodromes) {
            double metres = aerodrome.fix().distanceTo(subject.x(), subject.y());
            if ((metres < AERODROME_METRES && feet < aerodrome.elevationFeet() + AERODROME_FEET)
                    || (climbs && metres < DEPARTURE_METRES)) {
                return true;
            }
        }
        return false;
    }
}
