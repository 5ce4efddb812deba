package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.PlaneVolume;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
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
        return areas.isAnyActive();
    }

    @Override
    public List<Finding> look(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; areas.isAnyActive() && i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area == null || !area.isActive() || isExcepted(area, subject)) {
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
            if (isWithinReach(volume, subject)) {
                first = Math.min(first, secondsToEntry(volume, subject));
            }
        }
        return first;
    }

    private boolean isWithinReach(PlaneVolume volume, Subject subject) {
        double reach =
                parameters.apwLateralNm() * NAUTICAL_MILE
                        + subject.motion().speedMetresPerSecond()
                                * parameters.apwLookaheadSeconds();
        return subject.x() >= volume.minX() - reach
                && subject.x() <= volume.maxX() + reach
                && subject.y() >= volume.minY() - reach
                && subject.y() <= volume.maxY() + reach;
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
