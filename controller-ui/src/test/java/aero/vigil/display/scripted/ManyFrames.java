package aero.vigil.display.scripted;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hours' worth of frames in minutes: a group is asked for them as fast as whoever shows them
 * follows, and at times it is looked at what that holds.
 */
public final class ManyFrames {

    /** So many are asked for beyond what is shown: half of what a display holds ahead. */
    private static final long AHEAD = 300;

    private static final int LOOKS = 12;

    /** Looks before this one are of a display that still fills its tables. */
    private static final int FIRST_LOOK = LOOKS / 3;

    /** What is kept of each frame, bytes, is noise below this: a day's worth are 35 MB. */
    private static final double NOISE = 40;

    private final ScriptedGroup group;
    private final Shown shown;
    private final long began = System.nanoTime();

    /** The number of the frame shown. */
    public interface Shown {
        long number() throws Exception;
    }

    /** What is held after a collection, bytes. */
    public interface Held {
        double bytes();
    }

    private record Look(long frame, double bytes) {}

    /**
     * @param pace how many times as fast as frames are cut; it is a bound, not a promise
     */
    public ManyFrames(ScriptedGroup group, int pace, Shown shown) {
        this.group = group;
        this.shown = shown;
        group.cutThrough(group.lastFrame());
        group.hurry(pace);
    }

    /**
     * Shows so many frames and then holds no more than after a third of them.
     *
     * @param who is spoken of
     */
    public void holdNoMore(String who, long frames, Held held) throws Exception {
        long first = group.lastFrame();
        List<Look> looks = new ArrayList<>();
        for (int look = 1; look <= LOOKS; look++) {
            long last = first + frames * look / LOOKS;
            showThrough(last);
            looks.add(new Look(last, held.bytes()));
            say(who, last - first, looks.get(look - 1));
        }
        Look before = looks.get(FIRST_LOOK);
        Look after = looks.get(LOOKS - 1);
        double kept = (after.bytes() - before.bytes()) / (after.frame() - before.frame());
        System.out.printf("%s: %.2f bytes kept of each frame%n", who, kept);
        assertTrue(kept < NOISE, who + " keeps " + kept + " bytes of each frame");
    }

    private void say(String who, long frames, Look look) {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %d frames in %.0f s (%.0f a second), %.2f MB held%n",
                who, frames, seconds, frames / seconds, look.bytes() / 1e6);
    }

    private void showThrough(long last) throws Exception {
        for (long number = shown.number(); number < last; number = shown.number()) {
            group.cutThrough(Math.min(last, number + AHEAD));
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
