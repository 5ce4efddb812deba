package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vote: decides from what several replicas say which frame is shown, and when.
 *
 * <p>A frame's digest covers the digest before it, so f+1 equal digests of frame n confirm every
 * frame of the chain up to n. Bodies come from one source, digests from the rest. Frames are shown
 * in order and never go back. Each arrival returns what is to be done about it.
 */
public final class FrameArbiter {

    /** How long the preferred source may take to open before another is used, milliseconds. */
    static final long PREFERRED_OPENS = 50;

    /** Frames held ahead of the picture, digests remembered behind it: the replicas keep 600. */
    static final int WINDOW = 600;

    /** Agreements in a row that clear a suspect: a frame's audit has then passed all objects. */
    static final int READMISSION = 64;

    /** Votes that have not come for so many frames of a stream without a chain never will. */
    static final int HOPELESS = 10;

    private record Shown(long number, String link) {}

    private record Candidate(ArrivedKeyframe keyframe, long at) {}

    private int quorum;
    private final Pace pace;
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Source> sourceByName = new LinkedHashMap<>();
    private final NavigableMap<Long, Slot> slots = new TreeMap<>();
    private final Map<Source, Candidate> keyframes = new LinkedHashMap<>();
    private final NavigableMap<Long, String> shownDigests = new TreeMap<>();
    private @Nullable Source whole;
    private @Nullable Shown shown;

    /** What the frame after each of those shown must name, for who goes over to another stream. */
    private final NavigableMap<Long, String> links = new TreeMap<>();

    private long confirmedThrough;
    private boolean rebasing;

    /** Waiting for votes begins anew with each whole picture. */
    private long rebasedAt = Long.MIN_VALUE / 2;

    private @Nullable Gap gap;
    private int turn;
    private @Nullable Long firstOpenedAt;
    private @Nullable Long askedKeyframeAt;
    private @Nullable Long shownAt;
    private PictureLight light = PictureLight.JOINING;
    private @Nullable PictureLight pictureLight;
    private List<Action> actions = new ArrayList<>();

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
        this.quorum = quorum;
        listen(sources, Map.of());
    }

    private void listen(List<String> names, Map<String, Source> before) {
        if (quorum < 1 || quorum > names.size()) {
            throw new IllegalArgumentException("quorum " + quorum + " of " + names.size());
        }
        sources.clear();
        sourceByName.clear();
        for (String name : names) {
            Source known = before.get(name);
            Source source = known == null ? new Source(name) : known;
            sources.add(source);
            sourceByName.put(name, source);
        }
    }

    /**
     * The group has other members from now on: those who stay keep their votes, those who go lose
     * them. What f+1 have agreed on stays agreed.
     *
     * @param names in order of preference for whole frames
     * @param newQuorum of so many a majority
     */
    public List<Action> regrouped(long now, List<String> names, int newQuorum) {
        Map<String, Source> before = Map.copyOf(sourceByName);
        List<Source> former = List.copyOf(sources);
        quorum = newQuorum;
        listen(names, before);
        for (Source source : former) {
            if (!sources.contains(source)) {
                leave(source);
            }
        }
        new TreeMap<>(slots).forEach(this::countAgain);
        return settle(now);
    }

    private void leave(Source source) {
        source.open = false;
        source.mode = null;
        keyframes.remove(source);
        slots.values().forEach(slot -> slot.votes.remove(source));
        if (whole == source) {
            takeWholeFrom(nextWhole(null));
        }
        if (source.light != SourceLight.CLOSED) {
            source.light = SourceLight.CLOSED;
            actions.add(new Action.Light(source.name, SourceLight.CLOSED));
        }
    }

    private void countAgain(long number, Slot slot) {
        for (String digest : new LinkedHashSet<>(slot.votes.values())) {
            if (slot.agreed == null && slots.get(number) == slot) {
                countVotes(number, slot, digest);
            }
        }
    }

    /** Whether this is one of the members whose word counts. */
    public boolean listensTo(String name) {
        return sourceByName.containsKey(name);
    }

    /**
     * A vote on the other stream that goes on from the confirmed frame shown here, so that the
     * picture stays; where it cannot, it begins with a keyframe. Its sources are yet to open.
     */
    public FrameArbiter continuedAt(Pace other) {
        List<String> names = sources.stream().map(source -> source.name).toList();
        FrameArbiter next = new FrameArbiter(names, quorum, other);
        long frame = confirmedThrough * pace.span() / other.span() * other.span();
        String link = links.get(frame / pace.span());
        boolean goesOn =
                shown != null && !rebasing && shown.number() * pace.span() < frame + other.span();
        if (goesOn && link != null) {
            next.shown = new Shown(frame / other.span(), link);
            next.links.put(frame / other.span(), link);
            next.confirmedThrough = frame / other.span();
            next.shownAt = shownAt;
            next.light = light;
        }
        return next;
    }

    /** Frames that f+1 have said to exist and that are not shown. */
    public long behindFrames() {
        return shown == null ? 0 : Math.max(0, reachedByQuorum() - shown.number()) * pace.span();
    }

    /** Whether a picture is shown. */
    public boolean hasJoined() {
        return shown != null;
    }

    // ---------------------------------------------------------------------------------- arrivals

    public List<Action> opened(long now, String name) {
        Source source = source(name);
        source.open = true;
        source.mode = null;
        source.vouching = false;
        source.heardAt = now;
        if (firstOpenedAt == null) {
            firstOpenedAt = now;
        }
        return settle(now);
    }

    public List<Action> closed(long now, String name) {
        Source source = source(name);
        source.open = false;
        source.mode = null;
        if (whole == source) {
            takeWholeFrom(nextWhole(source));
        }
        return settle(now);
    }

    /** Anything at all came from this source. */
    public List<Action> heard(long now, String name) {
        source(name).heardAt = now;
        return settle(now);
    }

    public List<Action> digest(long now, String name, long number, String digest) {
        Source source = source(name);
        source.heardAt = now;
        vote(source, number, digest);
        return settle(now);
    }

    public List<Action> frame(long now, String name, ArrivedFrame frame) {
        Source source = source(name);
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
        Source source = source(name);
        source.heardAt = now;
        if (shown == null || rebasing || keyframe.number() > shown.number()) {
            keyframes.put(source, new Candidate(keyframe, now));
            long last = latest();
            if (rebasing && !hasBodies(keyframe.number() + 1, last)) {
                getFrames(source, keyframe.number() + 1, last);
            }
        }
        return settle(now);
    }

    public List<Action> tick(long now) {
        return settle(now);
    }

    /** A source lied in a way only its reader sees, such as a body that does not fit its digest. */
    public List<Action> accuse(long now, String name, long number, String reason) {
        suspect(source(name), number, reason);
        return settle(now);
    }

    private Source source(String name) {
        Source source = sourceByName.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no source " + name);
        }
        return source;
    }

    // ------------------------------------------------------------------------------------- votes

    private void vote(Source source, long number, String digest) {
        source.latest = Math.max(source.latest, number);
        String confirmed = number <= confirmedThrough ? shownDigests.get(number) : null;
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
            countVotes(number, slot, digest);
        }
    }

    private void countVotes(long number, Slot slot, String digest) {
        if (slot.votesFor(digest) < quorum) {
            return;
        }
        slot.agreed = digest;
        for (Map.Entry<Source, String> vote : List.copyOf(slot.votes.entrySet())) {
            judge(vote.getKey(), number, vote.getValue(), digest);
        }
        String its = shownDigests.get(number);
        if (shown == null || number > shown.number() || its == null) {
            return;
        }
        if (its.equals(digest)) {
            confirmShown(number);
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
        if (whole == source) {
            takeWholeFrom(nextWhole(source));
        }
    }

    private void contradicted(long number) {
        if (rebasing) {
            return;
        }
        actions.add(new Action.Contradicted(number));
        takeAnew();
    }

    private void takeAnew() {
        rebasing = true;
        keyframes.clear();
        askedKeyframeAt = null;
    }

    /** A chain confirms all before it; else each waits for those before it to be confirmed. */
    private void confirmShown(long number) {
        if (pace.chained()) {
            confirmThrough(number);
            return;
        }
        Slot next = slots.get(confirmedThrough + 1);
        while (next != null && next.agreed != null && isShownAs(confirmedThrough + 1, next)) {
            confirmThrough(confirmedThrough + 1);
            next = slots.get(confirmedThrough + 1);
        }
    }

    private boolean isShownAs(long number, Slot slot) {
        return Objects.equals(shownDigests.get(number), slot.agreed);
    }

    private void confirmThrough(long number) {
        if (number <= confirmedThrough) {
            return;
        }
        confirmedThrough = number;
        actions.add(new Action.Confirm(number));
        if (shown != null && shown.number() == number) {
            light = PictureLight.CONFIRMED;
        }
        forgetSlotsThrough(number);
    }

    // ------------------------------------------------------------------------- what can be shown

    private List<Action> settle(long now) {
        chooseWhole(now);
        subscribeAll();
        askVouchers();
        if (!keyframes.isEmpty()) {
            advanceFromKeyframes(now);
        }
        if (shown != null && !rebasing) {
            advance(now, shown);
            giveUpHopeless(shown);
        }
        fill(now);
        lights(now);
        List<Action> done = actions;
        actions = new ArrayList<>();
        return done;
    }

    /** Follows the chain from what is shown: shows what is confirmed or has waited long enough. */
    private void advance(long now, Shown from) {
        List<Body> path = chainFrom(from, from.number() + WINDOW);
        int agreed = lastAgreed(path);
        Shown at = from;
        for (int index = 0; index < path.size(); index++) {
            Body body = path.get(index);
            if (index > agreed && !waitedLongEnough(now, body)) {
                break;
            }
            boolean unbroken = pace.chained() || confirmedThrough == at.number();
            at = show(now, body, index <= agreed && unbroken);
        }
        Slot next = slots.get(at.number() + 1);
        Body body = next == null || next.agreed == null ? null : next.bodies.get(next.agreed);
        if (body != null && !body.frame.previous().equals(at.link())) {
            contradicted(body.frame.number());
        }
    }

    /** Where no chain vouches for a frame whose votes were lost, a whole picture does. */
    private void giveUpHopeless(Shown now) {
        if (!pace.chained()
                && now.number() - confirmedThrough >= HOPELESS
                && agreedAtOrAfter(confirmedThrough + 2)) {
            takeAnew();
        }
    }

    private boolean waitedLongEnough(long now, Body body) {
        return now - Math.max(body.at, rebasedAt) >= pace.unconfirmed()
                && body.givers.stream().anyMatch(giver -> !giver.suspect);
    }

    private Shown show(long now, Body body, boolean confirmed) {
        actions.add(new Action.Show(body.frame, confirmed));
        remember(body.frame);
        Shown next = new Shown(body.frame.number(), body.frame.link());
        shown = next;
        shownAt = now;
        light = confirmed ? PictureLight.CONFIRMED : unconfirmedLight();
        if (confirmed) {
            confirmedThrough = body.frame.number();
            forgetSlotsThrough(confirmedThrough);
        }
        return next;
    }

    /** The unbroken chain of bodies after a frame, preferring at each step what f+1 have said. */
    private List<Body> chainFrom(Shown start, long limit) {
        List<Body> path = new ArrayList<>();
        String link = start.link();
        for (long number = start.number() + 1; number <= limit; number++) {
            Body body = successor(link, slots.get(number), slots.get(number + 1));
            if (body == null) {
                break;
            }
            path.add(body);
            link = body.frame.link();
        }
        return path;
    }

    private static @Nullable Body successor(
            String link, @Nullable Slot slot, @Nullable Slot after) {
        if (slot == null) {
            return null;
        }
        if (slot.agreed != null) {
            Body body = slot.bodies.get(slot.agreed);
            return body != null && body.frame.previous().equals(link) ? body : null;
        }
        Body agreedAfter =
                after == null || after.agreed == null ? null : after.bodies.get(after.agreed);
        String wanted = agreedAfter == null ? null : agreedAfter.frame.previous();
        Body first = null;
        for (Body body : slot.bodies.values()) {
            if (!body.frame.previous().equals(link)) {
                continue;
            }
            if (body.frame.link().equals(wanted)) {
                return body;
            }
            if (first == null) {
                first = body;
            }
        }
        return first;
    }

    /**
     * Index of the last body of a path that f+1 stand for: with a chain the last whose digest they
     * have given, else the last before one whose digest they have not; -1: none.
     */
    private int lastAgreed(List<Body> path) {
        if (!pace.chained()) {
            int agreed = 0;
            while (agreed < path.size() && isAgreed(path.get(agreed))) {
                agreed++;
            }
            return agreed - 1;
        }
        for (int index = path.size() - 1; index >= 0; index--) {
            if (isAgreed(path.get(index))) {
                return index;
            }
        }
        return -1;
    }

    private boolean isAgreed(Body body) {
        Slot slot = slots.get(body.frame.number());
        return slot != null && body.frame.digest().equals(slot.agreed);
    }

    /**
     * Takes the whole picture from a keyframe once f+1 confirm a frame reached from it whose chain
     * holds the keyframe's own digest. It never goes back: that frame is later than the one shown.
     */
    private void advanceFromKeyframes(long now) {
        for (Map.Entry<Source, Candidate> entry : List.copyOf(keyframes.entrySet())) {
            if (takesPictureFrom(now, entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    private boolean takesPictureFrom(long now, Source source, Candidate candidate) {
        ArrivedKeyframe keyframe = candidate.keyframe();
        if (!rebasing && shown != null && keyframe.number() <= shown.number()) {
            keyframes.remove(source);
            return false;
        }
        Shown start = new Shown(keyframe.number(), keyframe.frameDigest());
        List<Body> path = chainFrom(start, keyframe.number() + 2 * WINDOW);
        int agreed = lastAgreed(path);
        int provenAt = pace.proofDistance() - 1;
        boolean genesis = keyframe.number() == 0;
        if (!genesis
                && agreed >= provenAt
                && !keyframe.sha256().equals(path.get(provenAt).frame.proof())) {
            suspect(source, keyframe.number(), "keyframe does not fit the chain");
            keyframes.remove(source);
            return false;
        }
        boolean proven = genesis ? agreed >= 0 && isVouchedFor(keyframe) : agreed >= provenAt;
        if (proven && isLater(keyframe.number() + agreed + 1)) {
            rebase(now, keyframe, path.subList(0, agreed + 1), true);
            return true;
        }
        long waited = now - candidate.at();
        if (waited >= pace.unproven()
                && isLater(keyframe.number() + path.size())
                && standsStill(now)) {
            rebase(now, keyframe, path, false);
            return true;
        }
        if (waited >= 2 * pace.unproven()) {
            keyframes.remove(source);
        }
        return false;
    }

    /** Frame 0 comes before the chain, which cannot prove it: f+1 must give the same of it. */
    private boolean isVouchedFor(ArrivedKeyframe keyframe) {
        long vouchers =
                keyframes.entrySet().stream()
                        .filter(entry -> !entry.getKey().suspect)
                        .map(entry -> entry.getValue().keyframe())
                        .filter(its -> its.number() == keyframe.number())
                        .filter(its -> its.sha256().equals(keyframe.sha256()))
                        .filter(its -> its.frameDigest().equals(keyframe.frameDigest()))
                        .count();
        return vouchers >= quorum;
    }

    private void askVouchers() {
        boolean fromGenesis =
                keyframes.values().stream().anyMatch(its -> its.keyframe().number() == 0);
        if (shown != null || !fromGenesis) {
            return;
        }
        for (Source source : usable()) {
            if (!source.vouching && !keyframes.containsKey(source)) {
                source.vouching = true;
                actions.add(new Action.GetKeyframe(source.name));
            }
        }
    }

    private boolean isLater(long number) {
        return shown == null || number > shown.number();
    }

    private boolean standsStill(long now) {
        return shownAt == null || rebasing || now - shownAt >= pace.unproven();
    }

    private void rebase(long now, ArrivedKeyframe keyframe, List<Body> path, boolean confirmed) {
        List<ArrivedFrame> frames = path.stream().map(body -> body.frame).toList();
        long skipped = shown == null ? 0 : Math.max(0, keyframe.number() - shown.number());
        int agreed = lastAgreed(path);
        if (pace.chained()) {
            shownDigests.put(keyframe.number(), keyframe.frameDigest());
        }
        links.put(keyframe.number(), keyframe.frameDigest());
        Shown last = new Shown(keyframe.number(), keyframe.frameDigest());
        for (ArrivedFrame frame : frames) {
            remember(frame);
            last = new Shown(frame.number(), frame.link());
        }
        actions.add(new Action.Rebase(keyframe, frames, last.number(), confirmed, skipped));
        confirmedThrough = agreed < 0 ? keyframe.number() : frames.get(agreed).number();
        shown = last;
        shownAt = now;
        light = confirmed ? PictureLight.CONFIRMED : unconfirmedLight();
        rebasing = false;
        rebasedAt = now;
        keyframes.clear();
        askedKeyframeAt = null;
        gap = null;
        forgetSlotsThrough(confirmedThrough);
        for (Source source : sources) {
            if (source != whole && source.open && source.mode == StreamMode.WHOLE) {
                // Asked in vain while joining.
                setMode(source, StreamMode.DIGEST, last.number() + 1);
            }
        }
    }

    private void remember(ArrivedFrame frame) {
        shownDigests.put(frame.number(), frame.digest());
        links.put(frame.number(), frame.link());
        while (shownDigests.size() > WINDOW) {
            shownDigests.pollFirstEntry();
        }
        while (links.size() > WINDOW) {
            links.pollFirstEntry();
        }
    }

    private void forgetSlotsThrough(long number) {
        slots.headMap(number, true).clear();
    }

    /** Where votes and bodies of a frame are kept; null for a frame that is done or far away. */
    private @Nullable Slot slotFor(long number) {
        Slot held = slots.get(number);
        if (held != null) {
            return held;
        }
        long floor = rebasing ? 0 : confirmedThrough;
        if (number <= floor || number > horizon()) {
            return null;
        }
        Slot slot = new Slot();
        if (number <= confirmedThrough) {
            slot.agreed = shownDigests.get(number);
        }
        slots.put(number, slot);
        if (slots.size() > 2 * WINDOW) {
            slots.pollFirstEntry();
        }
        return slot;
    }

    /** The highest number taken seriously: one source alone cannot push others' frames out. */
    private long horizon() {
        long start = shown == null ? 0 : shown.number();
        start = Math.max(start, reachedByQuorum());
        for (Candidate candidate : keyframes.values()) {
            start = Math.max(start, candidate.keyframe().number());
        }
        return start == 0 ? Long.MAX_VALUE : start + WINDOW;
    }

    private long reachedByQuorum() {
        return sources.stream()
                .map(source -> source.latest)
                .sorted(Comparator.reverseOrder())
                .skip(quorum - 1L)
                .findFirst()
                .orElse(0L);
    }

    // ----------------------------------------------------------------- what is asked of sources

    private void chooseWhole(long now) {
        if (whole != null && whole.open) {
            return;
        }
        boolean waited = firstOpenedAt != null && now - firstOpenedAt >= PREFERRED_OPENS;
        if (shown == null && !sources.get(0).open && !waited) {
            return;
        }
        takeWholeFrom(nextWhole(null));
    }

    private void takeWholeFrom(@Nullable Source source) {
        Source before = whole;
        whole = source;
        if (source == null || before == source) {
            return;
        }
        long from = firstWanted();
        if (before != null && before.open && before.mode == StreamMode.WHOLE) {
            setMode(before, StreamMode.DIGEST, from);
        }
        if (source.mode != null) {
            setMode(source, StreamMode.WHOLE, from);
        }
    }

    /** The next source after this one, in order of preference and turn, that can give bodies. */
    private @Nullable Source nextWhole(@Nullable Source after) {
        int start = after == null ? 0 : sources.indexOf(after) + 1;
        Source fallback = null;
        for (int step = 0; step < sources.size(); step++) {
            Source source = sources.get((start + step) % sources.size());
            if (!source.open || source.suspect) {
                continue;
            }
            if (!source.silent && source != after) {
                return source;
            }
            if (fallback == null) {
                fallback = source;
            }
        }
        return fallback;
    }

    /** Digest sources wait for the first keyframe: before it nobody knows where to begin. */
    private void subscribeAll() {
        for (Source source : sources) {
            if (!source.open || source.mode != null) {
                continue;
            }
            StreamMode mode = source == whole ? StreamMode.WHOLE : StreamMode.DIGEST;
            long from = firstWanted();
            if (mode == StreamMode.DIGEST && from == 0) {
                continue;
            }
            source.mode = mode;
            actions.add(new Action.Subscribe(source.name, from, mode));
        }
    }

    private long firstWanted() {
        if (shown != null) {
            return confirmedThrough + 1;
        }
        return keyframes.values().stream()
                .mapToLong(candidate -> candidate.keyframe().number() + 1)
                .min()
                .orElse(0);
    }

    private void setMode(Source source, StreamMode mode, long from) {
        source.mode = mode;
        actions.add(new Action.SetMode(source.name, mode, from));
    }

    private void getFrames(Source source, long from, long to) {
        long last = Math.min(to, from + WINDOW - 1);
        if (last >= from) {
            actions.add(new Action.GetFrames(source.name, from, last));
        }
    }

    private void getKeyframe(long now, @Nullable Source source) {
        if (source == null
                || (askedKeyframeAt != null && now - askedKeyframeAt < pace.keyframe())) {
            return;
        }
        askedKeyframeAt = now;
        actions.add(new Action.GetKeyframe(source.name));
    }

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

    /** Sees to it that what is known to exist arrives. */
    private void fill(long now) {
        if (rebasing) {
            if (keyframes.isEmpty()) {
                getKeyframe(now, nextInTurn());
            }
            return;
        }
        if (shown == null) {
            join(now);
            return;
        }
        long number = shown.number() + chainFrom(shown, shown.number() + WINDOW).size() + 1;
        long last = latest();
        if (last < number) {
            gap = null;
            return;
        }
        Gap open = gap;
        if (open == null || open.number != number) {
            open = new Gap(number, now);
            gap = open;
        }
        fillGap(now, open, last);
    }

    private void fillGap(long now, Gap open, long last) {
        if (open.agreedAt == null && agreedAtOrAfter(open.number)) {
            open.agreedAt = now;
        }
        int usable = usable().size();
        boolean absent =
                open.agreedAt == null
                        ? open.modesAsked == 0 && now - open.since >= pace.unconfirmed()
                        : now - open.agreedAt >= pace.bodyAbsent() * (open.modesAsked + 1);
        if (absent && open.modesAsked < usable - 1) {
            open.modesAsked++;
            askAnotherForWhole(open.number);
        }
        if (now - open.askedAt < pace.missing()) {
            return;
        }
        open.askedAt = now;
        Source source = nextInTurn();
        if (source == null) {
            return;
        }
        if (open.asked++ < usable) {
            getFrames(source, open.number, last);
        } else {
            getKeyframe(now, source);
        }
    }

    private void askAnotherForWhole(long from) {
        Source before = whole;
        Source source = nextWhole(before);
        if (source == null || source == before) {
            return;
        }
        whole = source;
        if (before != null && before.open) {
            setMode(before, StreamMode.DIGEST, from);
        }
        setMode(source, StreamMode.WHOLE, from);
    }

    /** Until a keyframe has come: from one source, then from the next. */
    private void join(long now) {
        if (!keyframes.isEmpty() || whole == null) {
            return;
        }
        if (askedKeyframeAt == null) {
            askedKeyframeAt = now;
        }
        if (now - askedKeyframeAt < pace.keyframe()) {
            return;
        }
        askedKeyframeAt = now;
        Source source = nextWhole(whole);
        if (source == null) {
            return;
        }
        whole = source;
        source.mode = StreamMode.WHOLE;
        actions.add(new Action.Subscribe(source.name, 0, StreamMode.WHOLE));
    }

    private boolean hasBodies(long from, long to) {
        for (long number = from; number <= to; number++) {
            Slot slot = slots.get(number);
            if (slot == null || slot.bodies.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean agreedAtOrAfter(long number) {
        return slots.tailMap(number, true).values().stream().anyMatch(slot -> slot.agreed != null);
    }

    private List<Source> usable() {
        return sources.stream().filter(source -> source.open && !source.suspect).toList();
    }

    private @Nullable Source nextInTurn() {
        List<Source> usable = usable();
        return usable.isEmpty() ? null : usable.get(turn++ % usable.size());
    }

    /** The newest frame known to exist: f+1 reached it, or one spoke of it within the window. */
    private long latest() {
        for (Map.Entry<Long, Slot> entry : slots.descendingMap().entrySet()) {
            if (entry.getValue().hasVoterInGoodStanding()) {
                return Math.max(entry.getKey(), reachedByQuorum());
            }
        }
        return reachedByQuorum();
    }

    // ------------------------------------------------------------------------------------ lights

    private void lights(long now) {
        for (Source source : sources) {
            source.silent = source.open && now - source.heardAt >= pace.silent();
            SourceLight state =
                    !source.open
                            ? SourceLight.CLOSED
                            : source.suspect
                                    ? SourceLight.SUSPECT
                                    : source.silent ? SourceLight.SILENT : SourceLight.LIVE;
            if (state != source.light) {
                source.light = state;
                actions.add(new Action.Light(source.name, state));
            }
        }
        long age = shownAt == null ? 0 : now - shownAt;
        PictureLight state =
                age >= pace.frozen()
                        ? PictureLight.FROZEN
                        : age >= pace.stale() ? PictureLight.STALE : light;
        if (state != pictureLight) {
            pictureLight = state;
            actions.add(new Action.Picture(state));
        }
    }

    private PictureLight unconfirmedLight() {
        long live = usable().stream().filter(source -> !source.silent).count();
        return live <= 1 ? PictureLight.SINGLE_SOURCE : PictureLight.UNCONFIRMED;
    }
}
