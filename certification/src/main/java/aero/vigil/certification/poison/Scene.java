package aero.vigil.certification.poison;

import aero.vigil.certification.load.ModelLoad;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.wire.airspace.Adaptation;
import java.util.ArrayList;
import java.util.List;

/**
 * What the radars say while a world lives: made once and lived in by many worlds, for its making
 * costs more than they do.
 *
 * @param seconds of the world, the commands of each
 * @param seen the transponders of the aircraft
 */
record Scene(List<List<byte[]>> seconds, List<Transponder> seen) {

    /** Scenes that a campaign's worlds share; a world's seed says which. */
    static final int COUNT = 16;

    private static final int AIRCRAFT = 12;
    private static final long SECOND_MICROS = 1_000_000;

    Scene {
        seconds = List.copyOf(seconds);
        seen = List.copyOf(seen);
    }

    /** The scene of a seed, so many seconds of it. */
    static Scene of(Adaptation region, long seed, long startMicros, int length) {
        ModelLoad load = ModelLoad.ofTraffic(region, AIRCRAFT, seed, startMicros);
        List<List<byte[]>> seconds = new ArrayList<>();
        for (int second = 1; second <= length; second++) {
            seconds.add(load.until(startMicros + second * SECOND_MICROS).commands());
        }
        return new Scene(seconds, load.targets().stream().map(Target::transponder).toList());
    }
}
