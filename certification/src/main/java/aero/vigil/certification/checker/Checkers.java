package aero.vigil.certification.checker;

import aero.vigil.certification.history.History;
import java.util.ArrayList;
import java.util.List;

/** All checkers over one history. */
public final class Checkers {

    private Checkers() {}

    /** What must not be in it, and is; empty: nothing. */
    public static List<Finding> check(History history) {
        List<Finding> findings = new ArrayList<>(CommandChecker.check(history));
        findings.addAll(StreamChecker.check(history));
        findings.addAll(DisplayChecker.check(history));
        return findings;
    }
}
