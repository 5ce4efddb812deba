package aero.vigil.ingest.simulator;

/**
 * What a transponder says of itself at one moment.
 *
 * @param mode3A 12 bits
 * @param spi the pilot has pressed "ident"
 */
public record Reply(int mode3A, boolean spi) {

    /** What each aircraft replies when. */
    public interface Script {
        Reply at(Target target, long micros);
    }

    /** Everybody keeps the code of his transponder, nobody is asked to squawk ident. */
    public static final Script CONSTANT =
            (target, micros) -> new Reply(target.transponder().mode3A(), false);
}
