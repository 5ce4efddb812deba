package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.PlaneVolume;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * Area proximity warning: a flight is in an active area, or soon will be, that it has no permission
 * for. Straight on, capped at its cleared level; a buffer lies around each area.
 */
final class Apw implements Net {

    private static final double NAUTICAL_MILE = 1_852;
    private static final double STEP_SECONDS = 3;

    /** A track that has been coasting for longer has ended. */
    private static final double OLDEST_SECONDS = 30;

    private static final int HITS_INSIDE = 1;
    private static final int HITS_PREDICTED = 2;

    private final Parameters parameters;
    private final Areas areas;
    private final Inhibitions inhibitions;

    Apw(Parameters parameters, Areas areas, Inhibitions inhibitions) {
        this.parameters = parameters;
        this.areas = areas;
        this.inhibitions = inhibitions;
    }

    @Override
    public NetKind kind() {
        return NetKind.APW;
    }

    @Override
    public boolean concerns(SystemTrack track) {
        for (int i = 1; areas.isAnyActive() && i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area != null && area.isActive() && isWithinReach(area, track.motion())) {
                return true;
            }
        }
        return false;
    }

    /** Within the look-ahead of where it was last seen, and as long again for what is older. */
    private boolean isWithinReach(AreaState area, PlanarMotion motion) {
        double reach =
                parameters.apwLateralNm() * NAUTICAL_MILE
                        + motion.speedMetresPerSecond()
                                * (parameters.apwLookaheadSeconds() + OLDEST_SECONDS);
        for (PlaneVolume volume : area.definition().volumes()) {
            if (motion.xMetres() >= volume.minX() - reach
                    && motion.xMetres() <= volume.maxX() + reach
                    && motion.yMetres() >= volume.minY() - reach
                    && motion.yMetres() <= volume.maxY() + reach) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Finding> look(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; areas.isAnyActive() && i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area == null
                    || !area.isActive()
                    || !isWithinReach(area, subject.motion())
                    || isExcepted(area, subject)) {
                continue;
            }
            boolean isInside = area.contains(subject.x(), subject.y(), subject.level().feet());
            double seconds = isInside ? 0 : secondsToEntry(area, subject);
            if (seconds < Encounter.NEVER) {
                findings.add(
                        new Finding(
                                i,
                                seconds,
                                isInside,
                                true,
                                isInside ? HITS_INSIDE : HITS_PREDICTED,
                                0,
                                0,
                                area.definition().name()));
            }
        }
        return findings;
    }

    private boolean isExcepted(AreaState area, Subject subject) {
        WatchedFlight flight = subject.flight();
        return (flight != null && area.permits(flight))
                || inhibitions.isAreaInhibited(NetKind.APW, area.definition().name());
    }

    private double secondsToEntry(AreaState area, Subject subject) {
        double first = Encounter.NEVER;
        for (PlaneVolume volume : area.definition().volumes()) {
            first = Math.min(first, secondsToEntry(volume, subject));
        }
        return first;
    }

    private double secondsToEntry(PlaneVolume volume, Subject subject) {
        double lateral = parameters.apwLateralNm() * NAUTICAL_MILE;
        for (double t = 0; t <= parameters.apwLookaheadSeconds(); t += STEP_SECONDS) {
            if (volume.isNear(
                    subject.xAfter(t),
                    subject.yAfter(t),
                    subject.level().feetAt(t),
                    lateral,
                    parameters.apwVerticalFeet())) {
                return t;
            }
        }
        return Encounter.NEVER;
    }
}
