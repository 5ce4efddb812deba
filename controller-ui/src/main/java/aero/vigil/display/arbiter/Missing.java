package aero.vigil.display.arbiter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is known to exist arrives: another source is asked for bodies, then each in
 * turn for those that are missing, then one for the whole picture.
 */
final class Missing {

    private final Pace pace;
    private final Sources sources;
    private final List<Action> actions;
    private @Nullable Gap gap;
    private @Nullable Long askedKeyframeAt;

    /** A frame known to exist whose body has not come. */
    private static final class Gap {
        final long number;
        final long since;
        @Nullable Long agreedAt;
        int modesAsked;
        int asked;
        long askedAt;

        Gap(long number, long since) {
            this.number = number;
            this.since = since;
            this.askedAt = since;
        }
    }

    Missing(Pace pace, Sources sources, List<Action> actions) {
        this.pace = pace;
        this.sources = sources;
        this.actions = actions;
    }

    /** The whole picture has come. */
    void forget() {
        gap = null;
        forgetKeyframe();
    }

    /** A keyframe may be asked for at once. */
    void forgetKeyframe() {
        askedKeyframeAt = null;
    }

    void getFrames(Source source, long from, long to) {
        long last = Math.min(to, from + FrameArbiter.WINDOW - 1);
        if (last >= from) {
            actions.add(new Action.GetFrames(source.name, from, last));
        }
    }

    void getKeyframe(long now) {
        getKeyframe(now, sources.nextInTurn());
    }

    private void getKeyframe(long now, @Nullable Source source) {
        if (source == null
                || (askedKeyframeAt != null && now - askedKeyframeAt < pace.keyframe())) {
            return;
        }
        askedKeyframeAt = now;
        actions.add(new Action.GetKeyframe(source.name));
    }

    /** Until a keyframe has come: from one source, then from the next. */
    void join(long now) {
        if (sources.whole() == null) {
            return;
        }
        if (askedKeyframeAt == null) {
            askedKeyframeAt = now;
        }
        if (now - askedKeyframeAt >= pace.keyframe()) {
            askedKeyframeAt = now;
            sources.joinThroughAnother();
        }
    }

    /**
     * Frames are there before this one.
     *
     * @param last the newest known to exist
     */
    void fill(long now, long number, long last, Slots slots) {
        if (last < number) {
            gap = null;
            return;
        }
        Gap open = gap;
        if (open == null || open.number != number) {
            open = new Gap(number, now);
            gap = open;
        }
        if (open.agreedAt == null && slots.isAnyAgreedFrom(number)) {
            open.agreedAt = now;
        }
        fill(now, open, last);
    }

    private void fill(long now, Gap open, long last) {
        int usable = sources.usable().size();
        boolean absent =
                open.agreedAt == null
                        ? open.modesAsked == 0 && now - open.since >= pace.unconfirmed()
                        : now - open.agreedAt >= pace.bodyAbsent() * (open.modesAsked + 1);
        if (absent && open.modesAsked < usable - 1) {
            open.modesAsked++;
            sources.askAnotherForWhole(open.number);
        }
        if (now - open.askedAt < pace.missing()) {
            return;
        }
        open.askedAt = now;
        Source source = sources.nextInTurn();
        if (source == null) {
            return;
        }
        if (open.asked++ < usable) {
            getFrames(source, open.number, last);
        } else {
            getKeyframe(now, source);
        }
    }
}
