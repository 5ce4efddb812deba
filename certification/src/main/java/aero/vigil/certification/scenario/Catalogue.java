package aero.vigil.certification.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All scenarios, in the order of certification.md §3. */
public final class Catalogue {

    private Catalogue() {}

    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(FailoverScenarios.all());
        all.addAll(NetworkScenarios.all());
        all.addAll(StorageScenarios.all());
        all.addAll(ReplacementScenarios.all());
        return all;
    }

    /**
     * The one of this id.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static Scenario named(String id) {
        String wanted = id.toUpperCase(Locale.ROOT);
        return all().stream()
                .filter(scenario -> scenario.id().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no scenario '" + id + "': ./vigil certify --list"));
    }
}
