package aero.vigil.airspace;

import aero.vigil.airspace.picture.FrameContent;
import aero.vigil.airspace.surveillance.Evaluation;
import java.util.List;
import java.util.function.Supplier;

/**
 * The work of one tick: what is due is evaluated, each evaluation a unit of its own; then the frame
 * is cut, whatever failed.
 *
 * <p>What need not be done ten times a second is done in slots by index and frame number.
 */
final class Tick {

    /** Each track's correlation once a second. */
    private static final int TRACK_SLOTS = 10;

    /** Each flight once in five seconds. */
    private static final int FLIGHT_SLOTS = 50;

    private static final String EVALUATION_FAILED = "EVALUATION_FAILED";

    private final AirspaceState state;
    private final long frameNumber;
    private final long now;

    Tick(AirspaceState state, long frameNumber) {
        this.state = state;
        this.frameNumber = frameNumber;
        this.now = state.nowMicros;
    }

    FrameContent run() {
        evaluate(() -> state.surveillance.advance(now));
        correlateTracks();
        monitorFlights();
        expireAlerts();
        evaluate(() -> state.safety.evaluate(now));
        evaluate(() -> state.stca.evaluate(now));
        evaluate(() -> state.trackNets.evaluate(now));
        evaluate(() -> state.mtcd.evaluate(now));
        if (StrictMath.floorMod(frameNumber, (long) TRACK_SLOTS) == 0) {
            guarded(0, () -> state.supervision.observe(now));
        }
        FrameContent content = state.published.cut(state.picture, frameNumber, now);
        state.work.commit();
        state.counters.passTick();
        return content;
    }

    private void correlateTracks() {
        for (int n = slot(TRACK_SLOTS); n < state.surveillance.trackLimit(); n += TRACK_SLOTS) {
            int number = n;
            if (state.surveillance.track(number) != null) {
                guarded(number, () -> state.correlator.evaluate(number, now));
                guarded(number, () -> state.codeMonitor.evaluateTrack(number, now));
                if (!state.failures.isEmpty()) {
                    guarded(0, () -> state.failures.expire(number, now));
                }
            }
        }
    }

    private void monitorFlights() {
        for (int i = slot(FLIGHT_SLOTS); i < state.flights.limit(); i += FLIGHT_SLOTS) {
            int id = i;
            if (state.flights.get(id) != null) {
                guarded(0, () -> state.monitor.evaluate(id, now));
                guarded(0, () -> state.codeMonitor.evaluate(id, now));
            }
        }
    }

    private void expireAlerts() {
        for (int i = slot(TRACK_SLOTS); i < state.alerts.limit(); i += TRACK_SLOTS) {
            int id = i;
            if (state.alerts.get(id) != null) {
                guarded(0, () -> state.alerts.expire(id, now));
            }
        }
    }

    /** The first index of this frame's slot; 0 is no index. */
    private int slot(int slots) {
        int slot = (int) StrictMath.floorMod(frameNumber, (long) slots);
        return slot == 0 ? slots : slot;
    }

    /** Runs evaluations, each a unit of its own; what fails is given up, counted and marked. */
    void evaluate(Supplier<List<Evaluation>> due) {
        Units.Outcome<List<Evaluation>> evaluations = state.units.run(due);
        if (evaluations.value() == null) {
            state.counters.countReject(EVALUATION_FAILED);
            return;
        }
        for (Evaluation evaluation : evaluations.value()) {
            if (state.units.run(evaluation::run) != null) {
                state.units.run(evaluation::abandon);
                failed(evaluation.trackNumber());
            }
        }
    }

    private void guarded(int track, Runnable evaluation) {
        if (state.units.run(evaluation) != null) {
            failed(track);
        }
    }

    private void failed(int track) {
        state.counters.countReject(EVALUATION_FAILED);
        state.units.run(() -> state.failures.mark(track, now));
    }
}
