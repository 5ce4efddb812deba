package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whole pictures that wait for their proof, one of each source: the digest of a keyframe stands in
 * the chain of the frames after it, so what f+1 say of those they say of it.
 */
final class Keyframes {

    private final Sources sources;
    private final Pace pace;
    private final Votes votes;
    private final Slots slots;
    private final Map<Source, Candidate> bySource = new LinkedHashMap<>();

    /** One that came at this time. */
    record Candidate(ArrivedKeyframe keyframe, long at) {}

    /** What is found of one: it waits, it lies, or the picture of this path begins with it. */
    record Finding(boolean isLie, List<Body> path, boolean isProven) {
        static final Finding LIE = new Finding(true, List.of(), false);
    }

    Keyframes(Sources sources, Pace pace, Votes votes, Slots slots) {
        this.sources = sources;
        this.pace = pace;
        this.votes = votes;
        this.slots = slots;
    }

    boolean isEmpty() {
        return bySource.isEmpty();
    }

    void clear() {
        bySource.clear();
    }

    void put(Source source, ArrivedKeyframe keyframe, long now) {
        bySource.put(source, new Candidate(keyframe, now));
    }

    void remove(Source source) {
        bySource.remove(source);
    }

    Map<Source, Candidate> all() {
        return new LinkedHashMap<>(bySource);
    }

    /** The frame after the earliest; 0: there is none. */
    long firstAfter() {
        return bySource.values().stream()
                .mapToLong(its -> its.keyframe().number() + 1)
                .min()
                .orElse(0);
    }

    /** The number of the latest; 0: there is none. */
    long latest() {
        return bySource.values().stream().mapToLong(its -> its.keyframe().number()).max().orElse(0);
    }

    /**
     * Looks at one: proven when f+1 confirm a frame reached from it whose chain holds its digest.
     *
     * @param standsStill whether one may be taken that has waited for its proof in vain
     * @return null: it waits
     */
    @Nullable Finding look(long now, Candidate candidate, Screen screen, boolean standsStill) {
        ArrivedKeyframe keyframe = candidate.keyframe();
        List<Body> path = slots.chainFrom(Place.after(keyframe), 2 * FrameArbiter.WINDOW);
        int agreed = votes.lastAgreed(path, slots);
        int provenAt = pace.proofDistance() - 1;
        boolean genesis = keyframe.number() == 0;
        if (!genesis
                && agreed >= provenAt
                && !keyframe.sha256().equals(path.get(provenAt).frame.proof())) {
            return Finding.LIE;
        }
        boolean proven = genesis ? agreed >= 0 && isVouchedFor(keyframe) : agreed >= provenAt;
        if (proven && screen.isBefore(keyframe.number() + agreed + 1)) {
            return new Finding(false, path.subList(0, agreed + 1), true);
        }
        boolean waited = now - candidate.at() >= pace.unproven();
        boolean isLater = screen.isBefore(keyframe.number() + path.size());
        return waited && isLater && standsStill ? new Finding(false, path, false) : null;
    }

    /** Frame 0 comes before the chain, which cannot prove it: f+1 must give the same of it. */
    private boolean isVouchedFor(ArrivedKeyframe keyframe) {
        long vouchers =
                bySource.entrySet().stream()
                        .filter(entry -> !entry.getKey().suspect)
                        .map(entry -> entry.getValue().keyframe())
                        .filter(its -> its.number() == keyframe.number())
                        .filter(its -> its.sha256().equals(keyframe.sha256()))
                        .filter(its -> its.frameDigest().equals(keyframe.frameDigest()))
                        .count();
        return vouchers >= sources.quorum();
    }

    /** Asks those who have not given the picture of genesis for theirs. */
    void askVouchers(List<Action> actions) {
        boolean fromGenesis =
                bySource.values().stream().anyMatch(its -> its.keyframe().number() == 0);
        if (!fromGenesis) {
            return;
        }
        for (Source source : sources.usable()) {
            if (!source.vouching && !bySource.containsKey(source)) {
                source.vouching = true;
                actions.add(new Action.GetKeyframe(source.name));
            }
        }
    }
}
