package aero.vigil.certification.process;

import java.util.List;
import java.util.function.IntFunction;

/**
 * How the process of each replica is started; everything by the replica's index.
 *
 * @param main whose first argument is the verb {@code replica}
 * @param options more options of that verb
 * @param javaOptions further options of the Java machine
 * @param within a command that runs the rest of its line as this same process, or nothing
 */
public record Launch(
        String main,
        IntFunction<List<String>> options,
        IntFunction<List<String>> javaOptions,
        IntFunction<List<String>> within) {

    /** The launcher's own main class, with these options. */
    public static Launch plain(IntFunction<List<String>> options) {
        return new Launch(VigilProcess.MAIN, options, index -> List.of(), index -> List.of());
    }

    /** The same with another main class. */
    public Launch withMain(String other) {
        return new Launch(other, options, javaOptions, within);
    }

    /** The same with further options for the Java machine. */
    public Launch withJavaOptions(IntFunction<List<String>> further) {
        return new Launch(main, options, further, within);
    }

    /** The same within what this command makes around it. */
    public Launch within(IntFunction<List<String>> command) {
        return new Launch(main, options, javaOptions, command);
    }
}
