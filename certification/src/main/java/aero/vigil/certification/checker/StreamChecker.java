package aero.vigil.certification.checker;

import aero.vigil.certification.history.History;
import aero.vigil.certification.history.StreamFrame;
import aero.vigil.certification.history.StreamKeyframe;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Streams: on each connection frames are consecutive; every digest is that of its bytes and chains
 * to the one before; the same number is the same frame at every replica and for ever; model time
 * goes forward; a keyframe is the one that the chain vouches for ten frames later.
 */
final class StreamChecker {

    private final Findings findings = new Findings();

    /** The first word on each frame number: everybody must repeat it. */
    private final TreeMap<Long, StreamFrame> chain = new TreeMap<>();

    private final Map<String, StreamFrame> lastOnConnection = new HashMap<>();
    private final Map<String, Long> keyframeOnConnection = new HashMap<>();

    private StreamChecker() {}

    static List<Finding> check(History history) {
        StreamChecker checker = new StreamChecker();
        for (StreamKeyframe keyframe : history.keyframes()) {
            checker.keyframeOnConnection.merge(
                    keyframe.replica() + "/" + keyframe.connection(), keyframe.number(), Math::max);
        }
        history.frames().forEach(checker::frame);
        checker.linked();
        checker.keyframes(history);
        checker.everyReplicaSpoke(history);
        return checker.findings.all();
    }

    private void frame(StreamFrame frame) {
        String where = "frame " + frame.number() + " of replica " + frame.replica();
        if (!frame.digestHolds()) {
            findings.add("a digest is that of its bytes", where + " carries another digest");
        }
        if (frame.body().getNumber() != frame.number()) {
            findings.add(
                    "a frame's number is its body's",
                    where + " says " + frame.body().getNumber() + " inside");
        }
        consecutive(frame, where);
        StreamFrame first = chain.putIfAbsent(frame.number(), frame);
        if (first != null && !first.digest().equals(frame.digest())) {
            findings.add(
                    "replicas say the same",
                    where + " differs from what replica " + first.replica() + " said");
        }
    }

    private void consecutive(StreamFrame frame, String where) {
        String connection = frame.replica() + "/" + frame.connection();
        StreamFrame before = lastOnConnection.put(connection, frame);
        if (before == null || frame.number() == before.number() + 1) {
            return;
        }
        Long keyframe = keyframeOnConnection.get(connection);
        boolean begunAnew = keyframe != null && keyframe >= before.number();
        if (frame.number() <= before.number() || !begunAnew) {
            findings.add(
                    "frames are consecutive",
                    where + " follows " + before.number() + " on one connection");
        }
    }

    private void linked() {
        StreamFrame before = null;
        for (StreamFrame frame : chain.values()) {
            if (before != null && frame.number() == before.number() + 1) {
                if (!frame.previous().equals(before.digest())) {
                    findings.add(
                            "digests are chained",
                            "frame " + frame.number() + " does not continue " + before.number());
                }
                if (frame.body().getModelTimeMicros() <= before.body().getModelTimeMicros()) {
                    findings.add(
                            "model time goes forward",
                            "frame " + frame.number() + " is not later than " + before.number());
                }
            } else if (before != null) {
                findings.add(
                        "no frame is missing from all streams",
                        "after frame "
                                + before.number()
                                + " any replica's next is "
                                + frame.number());
            }
            before = frame;
        }
    }

    private void keyframes(History history) {
        for (StreamKeyframe keyframe : history.keyframes()) {
            StreamFrame proof = chain.get(keyframe.number() + 10);
            if (proof != null
                    && !proof.keyframeProof().isEmpty()
                    && !proof.keyframeProof().equals(keyframe.sha256())) {
                findings.add(
                        "a keyframe is the one vouched for",
                        "keyframe "
                                + keyframe.number()
                                + " of replica "
                                + keyframe.replica()
                                + " is not what frame "
                                + proof.number()
                                + " says it was");
            }
            StreamFrame same = chain.get(keyframe.number());
            if (same != null && !same.digest().equals(keyframe.frameDigest())) {
                findings.add(
                        "replicas say the same",
                        "keyframe "
                                + keyframe.number()
                                + " of replica "
                                + keyframe.replica()
                                + " names another frame of that number");
            }
        }
    }

    /** A check of streams that nobody heard proves nothing. */
    private void everyReplicaSpoke(History history) {
        Set<Integer> spoke = new HashSet<>();
        @Nullable Integer least = null;
        for (StreamFrame frame : history.frames()) {
            spoke.add(frame.replica());
            least = least == null ? frame.replica() : Math.min(least, frame.replica());
        }
        if (spoke.size() < 2) {
            findings.add(
                    "at least two streams were heard",
                    "only " + spoke.size() + " replicas streamed: nothing was compared");
        }
    }
}
