package aero.vigil.certification.checker;

import aero.vigil.certification.history.History;
import aero.vigil.certification.history.ShownPicture;
import aero.vigil.certification.history.StreamFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The voting display: nothing missing, nothing twice, nothing out of order; what it showed was said
 * by replicas, by a majority where it says so; and no replica contradicted the majority.
 */
final class DisplayChecker {

    private static final int MAJORITY_OF_THREE = 2;

    private final Findings findings = new Findings();

    private DisplayChecker() {}

    static List<Finding> check(History history) {
        DisplayChecker checker = new DisplayChecker();
        checker.inOrder(history.shown());
        checker.saidByReplicas(history);
        for (String suspicion : history.suspicions()) {
            checker.findings.add("no replica contradicts the majority", suspicion);
        }
        return checker.findings.all();
    }

    private void inOrder(List<ShownPicture> shown) {
        if (shown.isEmpty()) {
            findings.add("the display shows frames", "it showed none");
            return;
        }
        ShownPicture before = null;
        for (ShownPicture picture : shown) {
            if (before != null) {
                long step = picture.number() - before.number();
                if (step > 1) {
                    findings.add(
                            "no frame is missing at the display",
                            (step - 1)
                                    + " between "
                                    + before.number()
                                    + " and "
                                    + picture.number());
                } else if (step == 0) {
                    findings.add("no frame is shown twice", "frame " + picture.number());
                } else if (step < 0) {
                    findings.add(
                            "no frame is shown after a later one",
                            "frame " + picture.number() + " after " + before.number());
                }
            }
            before = picture;
        }
    }

    private void saidByReplicas(History history) {
        Map<String, Set<Integer>> saidBy = new HashMap<>();
        for (StreamFrame frame : history.frames()) {
            saidBy.computeIfAbsent(frame.number() + frame.digest(), key -> new HashSet<>())
                    .add(frame.replica());
        }
        long lastStreamed =
                history.frames().stream().mapToLong(StreamFrame::number).max().orElse(0);
        long firstStreamed =
                history.frames().stream().mapToLong(StreamFrame::number).min().orElse(0);
        for (ShownPicture picture : history.shown()) {
            if (picture.whole()
                    || picture.number() < firstStreamed
                    || picture.number() > lastStreamed) {
                continue; // it joined before the streams, or left after them
            }
            int said = saidBy.getOrDefault(picture.number() + picture.digest(), Set.of()).size();
            int wanted = picture.confirmed() ? MAJORITY_OF_THREE : 1;
            if (said < wanted) {
                findings.add(
                        "what is shown was said by replicas",
                        "frame "
                                + picture.number()
                                + ", shown "
                                + (picture.confirmed() ? "as confirmed" : "unconfirmed")
                                + ", was streamed by "
                                + said);
            }
        }
    }
}
