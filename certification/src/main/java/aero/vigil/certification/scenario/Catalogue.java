package aero.vigil.certification.scenario;

import java.util.ArrayList;
import java.util.List;

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
        return all().stream()
                .filter(scenario -> scenario.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no scenario '" + id + "': ./vigil certify --list"));
    }
}
