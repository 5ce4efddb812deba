package aero.vigil.certification.scenario;

import aero.vigil.certification.process.Timing;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something that happens to a group, under the number that certification.md §3 gives it.
 *
 * @param id as FO-01
 * @param title in a few words
 * @param limit of the gaps
 * @param seconds that one run takes, control window included, for the estimate
 * @param obstacle why it cannot be run here and now; empty: it can
 * @param setting what it needs of the group
 * @param script what is done
 */
public record Scenario(
        String id,
        String title,
        Limit limit,
        int seconds,
        Supplier<String> obstacle,
        UnaryOperator<Setting> setting,
        Script script) {

    private static final int MIN_PORT = 1_024;

    /** What is done to the group, once. */
    public interface Script {
        void play(Stage stage, Trial trial) throws Exception;
    }

    private static String none() {
        return "";
    }

    /** A scenario on a plain group. */
    static Scenario plain(String id, String title, Limit limit, int seconds, Script script) {
        return new Scenario(
                id, title, limit, seconds, Scenario::none, UnaryOperator.identity(), script);
    }

    /** A scenario on a group that is set up in a certain way. */
    static Scenario set(
            String id,
            String title,
            Limit limit,
            int seconds,
            UnaryOperator<Setting> setting,
            Script script) {
        return new Scenario(id, title, limit, seconds, Scenario::none, setting, script);
    }

    /** One that cannot be run yet, or not here: it says why instead of a verdict. */
    static Scenario notRun(String id, String title, String reason) {
        return new Scenario(
                id,
                title,
                Limit.OUTAGE,
                0,
                () -> reason,
                UnaryOperator.identity(),
                (stage, trial) -> trial.note(reason));
    }

    /** FO, NP, ST, ... */
    public String family() {
        return id.substring(0, 2);
    }

    /** Whether file systems or network hosts are made for it: tier 3 of certification.md §2. */
    public boolean needsRoot() {
        Setting set = setting.apply(Setting.plain(MIN_PORT, Timing.STRICT, 0));
        return set.has(Feature.IMAGES) || set.has(Feature.CABLES);
    }

    /** Whether it is only a reason why it is not run. */
    public boolean isPlaceholder() {
        return seconds == 0;
    }
}
