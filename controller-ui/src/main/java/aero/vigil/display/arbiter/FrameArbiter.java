package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Keyframes.Candidate;
import aero.vigil.display.arbiter.Keyframes.Finding;
import aero.vigil.display.arbiter.Slot.Body;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vote: decides from what several replicas say which frame is shown, and when.
 *
 * <p>A frame's digest covers the digest before it, so f+1 equal digests of frame n confirm every
 * frame of the chain up to n. Bodies come from one source, digests from the rest. Frames are shown
 * in order and never go back. Each arrival returns what is to be done about it.
 *
 * <p>It hears and decides. What has arrived is in {@link Slots}, what f+1 digests mean in {@link
 * Votes}, what is shown in {@link Screen}; who is asked for what is the matter of {@link Sources},
 * {@link Missing} and {@link Keyframes}.
 */
public final class FrameArbiter {

    /** Frames held ahead of the picture, digests remembered behind it: the replicas keep 600. */
    static final int WINDOW = 600;

    /** Agreements in a row that clear a suspect: a frame's audit has then passed all objects. */
    static final int READMISSION = 64;

    private final Pace pace;
    private final Votes votes;
    private final List<Action> actions = new ArrayList<>();
    private final Sources sources;
    private final Slots slots = new Slots();
    private final Keyframes keyframes;
    private final Missing missing;
    private final Screen screen = new Screen();

    /** What is shown was contradicted: a whole picture is to take its place. */
    private boolean rebasing;

    /** Waiting for votes begins anew with each whole picture. */
    private long rebasedAt = Long.MIN_VALUE / 2;

    private PictureLight light = PictureLight.JOINING;
    private @Nullable PictureLight toldLight;

    /** A vote on every frame. */
    public FrameArbiter(List<String> sources, int quorum) {
        this(sources, quorum, Pace.FRAMES);
    }

    /**
     * @param sources names in order of preference for whole frames
     * @param quorum f + 1
     */
    public FrameArbiter(List<String> sources, int quorum, Pace pace) {
        this.pace = pace;
        this.votes = Votes.on(pace);
        this.sources = new Sources(sources, quorum, actions);
        this.keyframes = new Keyframes(this.sources, pace, votes, slots);
        this.missing = new Missing(pace, this.sources, actions);
    }

    /**
     * A vote on the other stream that goes on from the confirmed frame shown here, so that the
     * picture stays; where it cannot, it begins with a keyframe. Its sources are yet to open.
     */
    public FrameArbiter continuedAt(Pace other) {
        FrameArbiter next = new FrameArbiter(sources.names(), sources.quorum(), other);
        long frame = screen.confirmedThrough() * pace.span() / other.span() * other.span();
        String link = screen.linkAfter(frame / pace.span());
        boolean goesOn =
                !screen.isEmpty()
                        && !rebasing
                        && screen.number() * pace.span() < frame + other.span();
        if (goesOn && link != null) {
            next.screen.goOnFrom(screen, new Place(frame / other.span(), link));
            next.light = light;
        }
        return next;
    }

    /**
     * The group has other members from now on: those who stay keep their votes, those who go lose
     * them. What f+1 have agreed on stays agreed.
     *
     * @param names in order of preference for whole frames
     * @param quorum of so many a majority
     */
    public List<Action> regrouped(long now, List<String> names, int quorum) {
        for (Source gone : sources.listenTo(names, quorum)) {
            keyframes.remove(gone);
            slots.forgetVotesOf(gone);
            sources.leave(gone, firstWanted());
        }
        slots.all().forEach(this::countAgain);
        return settle(now);
    }

    private void countAgain(long number, Slot slot) {
        for (String digest : new LinkedHashSet<>(slot.votes.values())) {
            if (slot.agreed == null && slots.get(number) == slot) {
                count(number, slot, digest);
            }
        }
    }

    /** Whether this is one of the members whose word counts. */
    public boolean listensTo(String name) {
        return sources.listensTo(name);
    }

    /** Frames that f+1 have said to exist and that are not shown. */
    public long behindFrames() {
        long behind = sources.reachedByQuorum() - screen.number();
        return screen.isEmpty() ? 0 : Math.max(0, behind) * pace.span();
    }

    /** Whether a picture is shown. */
    public boolean hasJoined() {
        return !screen.isEmpty();
    }

    // ---------------------------------------------------------------------------------- arrivals

    public List<Action> opened(long now, String name) {
        sources.opened(now, sources.named(name));
        return settle(now);
    }

    public List<Action> closed(long now, String name) {
        sources.closed(sources.named(name), firstWanted());
        return settle(now);
    }

    /** Anything at all came from this source. */
    public List<Action> heard(long now, String name) {
        sources.named(name).heardAt = now;
        return settle(now);
    }

    public List<Action> digest(long now, String name, long number, String digest) {
        Source source = sources.named(name);
        source.heardAt = now;
        vote(source, number, digest);
        return settle(now);
    }

    public List<Action> frame(long now, String name, ArrivedFrame frame) {
        Source source = sources.named(name);
        source.heardAt = now;
        vote(source, frame.number(), frame.digest());
        Slot slot = slotFor(frame.number());
        if (slot != null) {
            slot.bodies
                    .computeIfAbsent(frame.digest(), digest -> new Body(frame, now))
                    .givers
                    .add(source);
        }
        return settle(now);
    }

    public List<Action> keyframe(long now, String name, ArrivedKeyframe keyframe) {
        Source source = sources.named(name);
        source.heardAt = now;
        if (rebasing || screen.isBefore(keyframe.number())) {
            keyframes.put(source, keyframe, now);
            long last = latest();
            if (rebasing && !slots.hasBodies(keyframe.number() + 1, last)) {
                missing.getFrames(source, keyframe.number() + 1, last);
            }
        }
        return settle(now);
    }

    public List<Action> tick(long now) {
        return settle(now);
    }

    /** A source lied in a way only its reader sees, such as a body that does not fit its digest. */
    public List<Action> accuse(long now, String name, long number, String reason) {
        suspect(sources.named(name), number, reason);
        return settle(now);
    }

    // ------------------------------------------------------------------------------------- votes

    private void vote(Source source, long number, String digest) {
        source.latest = Math.max(source.latest, number);
        String confirmed = number <= screen.confirmedThrough() ? screen.digest(number) : null;
        if (confirmed != null) {
            judge(source, number, digest, confirmed);
        }
        Slot slot = slotFor(number);
        if (slot == null) {
            return;
        }
        String before = slot.votes.get(source);
        if (before != null && !before.equals(digest)) {
            suspect(source, number, "two digests for one frame");
            return;
        }
        slot.votes.put(source, digest);
        if (slot.agreed != null) {
            judge(source, number, digest, slot.agreed);
        } else {
            count(number, slot, digest);
        }
    }

    private void count(long number, Slot slot, String digest) {
        if (slot.votesFor(digest) >= sources.quorum()) {
            agree(number, slot, digest);
        }
    }

    private void agree(long number, Slot slot, String digest) {
        slot.agreed = digest;
        for (Map.Entry<Source, String> vote : List.copyOf(slot.votes.entrySet())) {
            judge(vote.getKey(), number, vote.getValue(), digest);
        }
        String its = screen.digest(number);
        if (screen.isBefore(number) || its == null) {
            return;
        }
        if (its.equals(digest)) {
            votes.confirmed(number, screen, slots).forEach(this::confirmThrough);
        } else {
            contradicted(number);
        }
    }

    /** Lays what a source said of a frame beside what f+1 said of it. */
    private void judge(Source source, long number, String digest, String agreed) {
        if (!digest.equals(agreed)) {
            source.agreeing = 0;
            suspect(source, number, "contradicts a confirmed frame");
        } else if (source.suspect && number > source.agreedNumber) {
            source.agreedNumber = number;
            if (++source.agreeing >= READMISSION) {
                source.suspect = false;
                actions.add(new Action.Readmit(source.name));
            }
        }
    }

    private void suspect(Source source, long number, String reason) {
        if (source.suspect) {
            return;
        }
        source.suspect = true;
        source.agreeing = 0;
        source.agreedNumber = number;
        actions.add(new Action.Suspect(source.name, number, reason));
        keyframes.remove(source);
        sources.replace(source, firstWanted());
    }

    private void contradicted(long number) {
        if (!rebasing) {
            actions.add(new Action.Contradicted(number));
            takeAnew();
        }
    }

    private void takeAnew() {
        rebasing = true;
        keyframes.clear();
        missing.forgetKeyframe();
    }

    private void confirmThrough(long number) {
        if (number <= screen.confirmedThrough()) {
            return;
        }
        screen.confirmThrough(number);
        actions.add(new Action.Confirm(number));
        if (screen.number() == number) {
            light = PictureLight.CONFIRMED;
        }
        slots.forgetThrough(number);
    }

    // ------------------------------------------------------------------------- what can be shown

    private List<Action> settle(long now) {
        sources.chooseWhole(now, hasJoined(), firstWanted());
        sources.subscribeAll(firstWanted());
        if (screen.isEmpty()) {
            keyframes.askVouchers(actions);
        }
        advanceFromKeyframes(now);
        Place shown = screen.place();
        if (shown != null && !rebasing) {
            advance(now, shown);
            if (votes.areHopeless(screen, slots)) {
                takeAnew();
            }
        }
        fill(now);
        sources.tellLights(now, pace);
        tellLight(now);
        List<Action> done = List.copyOf(actions);
        actions.clear();
        return done;
    }

    /** Follows the chain from what is shown: shows what is confirmed or has waited long enough. */
    private void advance(long now, Place from) {
        List<Body> path = slots.chainFrom(from, WINDOW);
        int agreed = votes.lastAgreed(path, slots);
        Place at = from;
        for (int index = 0; index < path.size(); index++) {
            Body body = path.get(index);
            if (index > agreed && !waitedLongEnough(now, body)) {
                break;
            }
            at = show(now, body, index <= agreed && votes.isUnbroken(at, screen));
        }
        Body body = slots.agreedBody(at.number() + 1);
        if (body != null && !body.frame.previous().equals(at.link())) {
            contradicted(body.frame.number());
        }
    }

    private boolean waitedLongEnough(long now, Body body) {
        return now - Math.max(body.at, rebasedAt) >= pace.unconfirmed()
                && body.givers.stream().anyMatch(giver -> !giver.suspect);
    }

    private Place show(long now, Body body, boolean confirmed) {
        actions.add(new Action.Show(body.frame, confirmed));
        Place next = screen.show(now, body.frame);
        light = confirmed ? PictureLight.CONFIRMED : sources.unconfirmedLight();
        if (confirmed) {
            screen.confirmThrough(next.number());
            slots.forgetThrough(next.number());
        }
        return next;
    }

    /** Takes the whole picture anew where that is proven; it never goes back. */
    private void advanceFromKeyframes(long now) {
        for (Map.Entry<Source, Candidate> entry : keyframes.all().entrySet()) {
            Candidate candidate = entry.getValue();
            ArrivedKeyframe keyframe = candidate.keyframe();
            if (!rebasing && !screen.isBefore(keyframe.number())) {
                keyframes.remove(entry.getKey());
                continue;
            }
            Finding found = keyframes.look(now, candidate, screen, standsStill(now));
            if (found == null) {
                if (now - candidate.at() >= 2 * pace.unproven()) {
                    keyframes.remove(entry.getKey());
                }
            } else if (found.isLie()) {
                suspect(entry.getKey(), keyframe.number(), "keyframe does not fit the chain");
                keyframes.remove(entry.getKey());
            } else {
                rebase(now, keyframe, found.path(), found.isProven());
                return;
            }
        }
    }

    private boolean standsStill(long now) {
        return screen.isEmpty() || rebasing || screen.age(now) >= pace.unproven();
    }

    private void rebase(long now, ArrivedKeyframe keyframe, List<Body> path, boolean confirmed) {
        List<ArrivedFrame> frames = path.stream().map(body -> body.frame).toList();
        long skipped = screen.isEmpty() ? 0 : Math.max(0, keyframe.number() - screen.number());
        int agreed = votes.lastAgreed(path, slots);
        screen.begin(now, keyframe, votes.areOnFrames());
        frames.forEach(frame -> screen.show(now, frame));
        actions.add(new Action.Rebase(keyframe, frames, screen.number(), confirmed, skipped));
        screen.confirmThrough(agreed < 0 ? keyframe.number() : frames.get(agreed).number());
        light = confirmed ? PictureLight.CONFIRMED : sources.unconfirmedLight();
        rebasing = false;
        rebasedAt = now;
        keyframes.clear();
        missing.forget();
        slots.forgetThrough(screen.confirmedThrough());
        sources.onlyOneGivesBodies(screen.number() + 1);
    }

    // ------------------------------------------------------------------------- what is taken in

    /** Where votes and bodies of a frame are kept; null for a frame that is done or far away. */
    private @Nullable Slot slotFor(long number) {
        Slot held = slots.get(number);
        if (held != null) {
            return held;
        }
        long floor = rebasing ? 0 : screen.confirmedThrough();
        if (number <= floor || number > horizon()) {
            return null;
        }
        boolean wasConfirmed = number <= screen.confirmedThrough();
        return slots.add(number, wasConfirmed ? screen.digest(number) : null);
    }

    /** The highest number taken seriously: one source alone cannot push others' frames out. */
    private long horizon() {
        long known = Math.max(screen.number(), sources.reachedByQuorum());
        long start = Math.max(known, keyframes.latest());
        return start == 0 ? Long.MAX_VALUE : start + WINDOW;
    }

    private long firstWanted() {
        return screen.isEmpty() ? keyframes.firstAfter() : screen.confirmedThrough() + 1;
    }

    /** The newest frame known to exist: f+1 reached it, or one spoke of it within the window. */
    private long latest() {
        return Math.max(slots.latest(), sources.reachedByQuorum());
    }

    private void fill(long now) {
        Place shown = screen.place();
        if (rebasing) {
            if (keyframes.isEmpty()) {
                missing.getKeyframe(now);
            }
        } else if (shown != null) {
            int held = slots.chainFrom(shown, WINDOW).size();
            missing.fill(now, shown.number() + held + 1, latest(), slots);
        } else if (keyframes.isEmpty()) {
            missing.join(now);
        }
    }

    private void tellLight(long now) {
        long age = screen.age(now);
        PictureLight state =
                age >= pace.frozen()
                        ? PictureLight.FROZEN
                        : age >= pace.stale() ? PictureLight.STALE : light;
        if (state != toldLight) {
            toldLight = state;
            actions.add(new Action.Picture(state));
        }
    }
}
