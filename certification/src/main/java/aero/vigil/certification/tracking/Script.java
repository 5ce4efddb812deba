package aero.vigil.certification.tracking;

import aero.vigil.ingest.simulator.Reply;
import aero.vigil.ingest.simulator.Target;
import java.util.Random;

/**
 * What pilots do with their transponders in a run: a third changes to another code, a third squawks
 * 7700 for a minute and returns to its own, a third presses ident, each once at a time of its own.
 */
final class Script implements Reply.Script {

    /** What happens to one aircraft, and when. */
    enum Kind {
        NEW_CODE,
        EMERGENCY,
        IDENT
    }

    static final int EMERGENCY_CODE = 07700;

    private static final long EMERGENCY_MICROS = 60_000_000;

    /** A transponder sends SPI for 18 s after the button (Annex 10 vol. IV, 3.1.1.6.3). */
    private static final long IDENT_MICROS = 18_000_000;

    private final long seed;
    private final long startMicros;
    private final long micros;

    Script(long seed, long startMicros, long micros) {
        this.seed = seed;
        this.startMicros = startMicros;
        this.micros = micros;
    }

    static Kind kind(Target target) {
        return Kind.values()[(int) (target.number() % Kind.values().length)];
    }

    /** When it happens to this aircraft, if it is in the air then. */
    long eventMicros(Target target) {
        Random random = new Random(seed * 31 + target.number());
        return startMicros + (long) (random.nextDouble() * micros);
    }

    /** From here on what was before holds again. */
    long endMicros(Target target) {
        return switch (kind(target)) {
            case NEW_CODE -> Long.MAX_VALUE;
            case EMERGENCY -> eventMicros(target) + EMERGENCY_MICROS;
            case IDENT -> eventMicros(target) + IDENT_MICROS;
        };
    }

    @Override
    public Reply at(Target target, long atMicros) {
        int own = target.transponder().mode3A();
        if (atMicros < eventMicros(target) || atMicros >= endMicros(target)) {
            return new Reply(own, false);
        }
        return switch (kind(target)) {
            case NEW_CODE -> new Reply(newCode(own), false);
            case EMERGENCY -> new Reply(EMERGENCY_CODE, false);
            case IDENT -> new Reply(own, true);
        };
    }

    /** From the discrete codes that the simulator gives to nobody: 7000 and more. */
    private static int newCode(int own) {
        return 07001 + own % 0370;
    }
}
