package aero.vigil.display.arbiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replicas in order of preference: one is asked for bodies, the others for digests. Which that
 * is changes when it ends, lies, or does not bring what others have spoken of.
 */
final class Sources {

    /** How long the preferred source may take to open before another is used, milliseconds. */
    private static final long PREFERRED_OPENS = 50;

    private final List<Source> inOrder = new ArrayList<>();
    private final Map<String, Source> byName = new LinkedHashMap<>();
    private final List<Action> actions;
    private int quorum;
    private @Nullable Source whole;
    private @Nullable Long firstOpenedAt;
    private int turn;

    Sources(List<String> names, int quorum, List<Action> actions) {
        this.actions = actions;
        listenTo(names, quorum);
    }

    /**
     * These are the replicas from now on; those who stay are as they were.
     *
     * @return those whose word no longer counts
     */
    List<Source> listenTo(List<String> names, int newQuorum) {
        if (newQuorum < 1 || newQuorum > names.size()) {
            throw new IllegalArgumentException("quorum " + newQuorum + " of " + names.size());
        }
        quorum = newQuorum;
        Map<String, Source> before = new LinkedHashMap<>(byName);
        inOrder.clear();
        byName.clear();
        for (String name : names) {
            Source known = before.remove(name);
            Source source = known == null ? new Source(name) : known;
            inOrder.add(source);
            byName.put(name, source);
        }
        return List.copyOf(before.values());
    }

    /** One whose word no longer counts. */
    void leave(Source source, long firstWanted) {
        source.open = false;
        source.mode = null;
        if (whole == source) {
            takeWholeFrom(nextWhole(null), firstWanted);
        }
        if (source.light != SourceLight.CLOSED) {
            source.light = SourceLight.CLOSED;
            actions.add(new Action.Light(source.name, SourceLight.CLOSED));
        }
    }

    boolean listensTo(String name) {
        return byName.containsKey(name);
    }

    /** f + 1. */
    int quorum() {
        return quorum;
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Source named(String name) {
        Source source = byName.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no source " + name);
        }
        return source;
    }

    void opened(long now, Source source) {
        source.open = true;
        source.mode = null;
        source.vouching = false;
        source.heardAt = now;
        if (firstOpenedAt == null) {
            firstOpenedAt = now;
        }
    }

    void closed(Source source, long firstWanted) {
        source.open = false;
        source.mode = null;
        replace(source, firstWanted);
    }

    /** Where this is the source of bodies, another is from now on. */
    void replace(Source source, long firstWanted) {
        if (whole == source) {
            takeWholeFrom(nextWhole(source), firstWanted);
        }
    }

    /** The source of bodies; null while there is none. */
    @Nullable Source whole() {
        return whole;
    }

    void chooseWhole(long now, boolean isJoined, long firstWanted) {
        if (whole != null && whole.open) {
            return;
        }
        boolean waited = firstOpenedAt != null && now - firstOpenedAt >= PREFERRED_OPENS;
        if (isJoined || inOrder.get(0).open || waited) {
            takeWholeFrom(nextWhole(null), firstWanted);
        }
    }

    private void takeWholeFrom(@Nullable Source source, long firstWanted) {
        Source before = whole;
        whole = source;
        if (source == null || before == source) {
            return;
        }
        if (before != null && before.open && before.mode == StreamMode.WHOLE) {
            setMode(before, StreamMode.DIGEST, firstWanted);
        }
        if (source.mode != null) {
            setMode(source, StreamMode.WHOLE, firstWanted);
        }
    }

    /** The source of bodies does not bring this one. */
    void askAnotherForWhole(long number) {
        Source before = whole;
        Source source = nextWhole(before);
        if (source == null || source == before) {
            return;
        }
        whole = source;
        if (before != null && before.open) {
            setMode(before, StreamMode.DIGEST, number);
        }
        setMode(source, StreamMode.WHOLE, number);
    }

    /** The source of bodies does not even bring a picture to begin with. */
    void joinThroughAnother() {
        Source source = nextWhole(whole);
        if (source != null) {
            whole = source;
            source.mode = StreamMode.WHOLE;
            actions.add(new Action.Subscribe(source.name, 0, StreamMode.WHOLE));
        }
    }

    /** The next source after this one, in order of preference and turn, that can give bodies. */
    private @Nullable Source nextWhole(@Nullable Source after) {
        int start = after == null ? 0 : inOrder.indexOf(after) + 1;
        Source fallback = null;
        for (int step = 0; step < inOrder.size(); step++) {
            Source source = inOrder.get((start + step) % inOrder.size());
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
    void subscribeAll(long firstWanted) {
        for (Source source : inOrder) {
            if (!source.open || source.mode != null) {
                continue;
            }
            StreamMode mode = source == whole ? StreamMode.WHOLE : StreamMode.DIGEST;
            if (mode == StreamMode.DIGEST && firstWanted == 0) {
                continue;
            }
            source.mode = mode;
            actions.add(new Action.Subscribe(source.name, firstWanted, mode));
        }
    }

    /** Those asked for bodies in vain while joining give digests. */
    void onlyOneGivesBodies(long firstWanted) {
        for (Source source : inOrder) {
            if (source != whole && source.open && source.mode == StreamMode.WHOLE) {
                setMode(source, StreamMode.DIGEST, firstWanted);
            }
        }
    }

    private void setMode(Source source, StreamMode mode, long from) {
        source.mode = mode;
        actions.add(new Action.SetMode(source.name, mode, from));
    }

    List<Source> usable() {
        return inOrder.stream().filter(source -> source.open && !source.suspect).toList();
    }

    @Nullable Source nextInTurn() {
        List<Source> usable = usable();
        return usable.isEmpty() ? null : usable.get(turn++ % usable.size());
    }

    /** The highest number that f+1 have spoken of. */
    long reachedByQuorum() {
        return inOrder.stream()
                .map(source -> source.latest)
                .sorted(Comparator.reverseOrder())
                .skip(quorum - 1L)
                .findFirst()
                .orElse(0L);
    }

    void tellLights(long now, Pace pace) {
        for (Source source : inOrder) {
            source.silent = source.open && now - source.heardAt >= pace.silent();
            SourceLight state = source.stands();
            if (state != source.light) {
                source.light = state;
                actions.add(new Action.Light(source.name, state));
            }
        }
    }

    /** How a picture stands that f+1 have not confirmed. */
    PictureLight unconfirmedLight() {
        long live = usable().stream().filter(source -> !source.silent).count();
        return live <= 1 ? PictureLight.SINGLE_SOURCE : PictureLight.UNCONFIRMED;
    }
}
