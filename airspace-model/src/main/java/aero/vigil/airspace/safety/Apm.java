package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * Approach path monitor: a flight on the final approach to a runway in use is, or soon will be, too
 * low, or leaves the funnel to the side.
 *
 * <p>The path is flown level at the intercept altitude until the glide path, so one that comes in
 * from below at that altitude is not too low (facts §5; structure of EUROCONTROL GUID-162).
 */
final class Apm implements Net {

    private static final double STEP_SECONDS = 3;
    private static final double LOOKAHEAD_SECONDS = 15;
    private static final int HITS_NEEDED = 2;

    /** Flying within 30 degrees of the approach's course. */
    private static final double LEAST_INBOUND = StrictMath.cos(StrictMath.PI / 6);

    /** Who passes this far above the path does not fly the approach. */
    private static final double TOP_FEET = 1_000;

    /** Farther aside than twice the funnel's half-width one does not fly it either. */
    private static final double NEAR_BY = 2;

    private final Parameters parameters;
    private final VisualCodes visualCodes;
    private final Approaches approaches;
    private final Qnh qnh;

    Apm(Parameters parameters, VisualCodes visualCodes, SafetySettings settings) {
        this.parameters = parameters;
        this.visualCodes = visualCodes;
        approaches = settings.approaches();
        qnh = settings.qnh();
    }

    @Override
    public NetKind kind() {
        return NetKind.APM;
    }

    @Override
    public boolean concerns(SystemTrack track) {
        double x = track.motion().xMetres();
        double y = track.motion().yMetres();
        for (int i = 0; i < approaches.count(); i++) {
            if (approaches.isInUse(i)) {
                ApproachFunnel funnel = approaches.funnel(i);
                double toGo = funnel.toGo(x, y);
                if (funnel.isOnFinal(toGo)
                        && funnel.aside(x, y) <= NEAR_BY * funnel.halfWidth(toGo)) {
                    return !visualCodes.include(track.mode3A());
                }
            }
        }
        return false;
    }

    @Override
    public List<Finding> look(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (visualCodes.include(subject.track().mode3A())) {
            return findings;
        }
        Qnh.Setting setting = qnh.at(subject.x(), subject.y());
        double offset = setting == null ? 0 : setting.offsetFeet();
        for (int i = 0; i < approaches.count(); i++) {
            if (approaches.isInUse(i) && isFlown(approaches.funnel(i), subject, offset)) {
                look(i, approaches.funnel(i), subject, offset, findings);
            }
        }
        return findings;
    }

    private static boolean isFlown(ApproachFunnel funnel, Subject subject, double offset) {
        double toGo = funnel.toGo(subject.x(), subject.y());
        double vx = subject.motion().vxMetresPerSecond();
        double vy = subject.motion().vyMetresPerSecond();
        return funnel.isOnFinal(toGo)
                && funnel.aside(subject.x(), subject.y()) <= NEAR_BY * funnel.halfWidth(toGo)
                && funnel.inbound(vx, vy) >= LEAST_INBOUND
                && subject.level().feet() + offset <= funnel.pathFeet(toGo) + TOP_FEET;
    }

    private void look(
            int index,
            ApproachFunnel funnel,
            Subject subject,
            double offset,
            List<Finding> findings) {
        String where = funnel.approach().airport() + " " + funnel.approach().runway();
        double asideNow = funnel.aside(subject.x(), subject.y());
        for (double t = 0; t <= LOOKAHEAD_SECONDS; t += STEP_SECONDS) {
            double x = subject.xAfter(t);
            double y = subject.yAfter(t);
            double toGo = funnel.toGo(x, y);
            if (!funnel.isOnFinal(toGo)) {
                return;
            }
            double below = funnel.pathFeet(toGo) - subject.level().feetAt(t) - offset;
            double aside = funnel.aside(x, y);
            if (below > parameters.apmBelowFeet()) {
                findings.add(finding(index, t, 0, below, where + " below the path"));
                return;
            }
            if (aside > funnel.halfWidth(toGo) && aside >= asideNow) {
                findings.add(finding(index, t, aside, 0, where + " beside the path"));
                return;
            }
        }
    }

    private static Finding finding(int index, double t, double metres, double feet, String text) {
        return new Finding(index, t, t == 0, true, HITS_NEEDED, metres, feet, text);
    }
}
