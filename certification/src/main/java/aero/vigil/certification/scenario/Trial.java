package aero.vigil.certification.scenario;

import aero.vigil.certification.fault.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario leaves behind besides the history: proofs, measures, notes, faults found. */
public final class Trial {

    private final List<Proof> proofs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<Double>> measures = new LinkedHashMap<>();

    /** Something that shows that the fault took effect, or did not. */
    public void proof(Proof proof) {
        proofs.add(proof);
    }

    /** Something a reader should know. */
    public void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Something that must not be, and that no history shows: a process that does not come back. */
    public void failure(String failure) {
        failures.add(failure);
    }

    /** A measured time of this scenario's own. */
    public void measure(String name, double millis) {
        measures.computeIfAbsent(name, added -> new ArrayList<>()).add(millis);
    }

    public List<Proof> proofs() {
        return List.copyOf(proofs);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** By name, in the order in which they were measured. */
    public Map<String, List<Double>> measures() {
        return new LinkedHashMap<>(measures);
    }
}
