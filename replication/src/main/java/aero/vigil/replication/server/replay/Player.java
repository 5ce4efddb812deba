package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.replication.server.gateway.ReplayPort;
import aero.vigil.wire.gateway.ReplayControl;
import aero.vigil.wire.gateway.ReplayState;
import aero.vigil.wire.gateway.Timeline;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands at one frame of a record and moves: plays at a speed, pauses, steps, goes to another
 * moment. One for all who watch.
 *
 * <p>It waits for the indexing where it is asked for a moment that is not indexed yet.
 */
final class Player implements Runnable, ReplayPort {

    static final double LEAST_SPEED = 0.1;
    static final double GREATEST_SPEED = 64;

    private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A pause of hours, where the group was stopped, is not waited for. */
    private static final long LONGEST_WAIT_MICROS = 2_000_000;

    /** Further behind its time than this it goes on from now: it is as fast as it can be. */
    private static final long GIVEN_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Frames shown before it looks whether somebody wants something. */
    private static final int SHOWN_AT_ONCE = 64;

    private static final int CONTROLS_WAITING = 64;

    private final Indexing index;
    private final Reel reel;
    private final Screen screen;
    private final ReplayState fixed;
    private final BlockingQueue<ReplayControl> controls =
            new ArrayBlockingQueue<>(CONTROLS_WAITING);
    private volatile boolean stopped;
    private boolean playing;
    private double speed;
    private long epoch;
    private @Nullable FrameCut shown;

    /** The moment to go to when it is indexed, model time; null when there is none. */
    private @Nullable Long wantedMicros;

    private String answer = "";
    private long dueNanos;
    private long toldNanos;

    /**
     * @param fixed what its state says as long as it lives: the span of the record, where it is
     *     from
     * @param wantedMicros model time to begin at
     * @param speed to begin with, playing at once
     */
    Player(
            Indexing index,
            Reel reel,
            Screen screen,
            ReplayState fixed,
            long wantedMicros,
            double speed) {
        this.index = index;
        this.reel = reel;
        this.screen = screen;
        this.fixed = fixed;
        this.wantedMicros = wantedMicros;
        this.speed = speed;
        this.playing = true;
    }

    @Override
    public void control(ReplayControl control) {
        if (!controls.offer(control)) {
            controls.clear(); // somebody drags the playhead faster than anybody can look
            controls.offer(control);
        }
    }

    @Override
    public Timeline timeline(int from) {
        return index.timeline().from(from);
    }

    /** Shows nothing more. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                ReplayControl control = controls.poll(untilDueNanos(), TimeUnit.NANOSECONDS);
                if (control != null) {
                    obey(newestOf(control));
                    tell();
                }
                goToWanted();
                showDue();
                if (System.nanoTime() - toldNanos >= TELL_NANOS) {
                    tell();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("the temporary file of states is lost", e);
        }
    }

    private long untilDueNanos() {
        long now = System.nanoTime();
        long untilTold = toldNanos + TELL_NANOS - now;
        boolean moving = playing && shown != null && wantedMicros == null;
        return Math.max(0, moving ? Math.min(untilTold, dueNanos - now) : untilTold);
    }

    /** Of several moments asked for in a row only the last is gone to. */
    private ReplayControl newestOf(ReplayControl first) {
        ReplayControl newest = first;
        while (newest.hasSeekMicros()) {
            ReplayControl next = controls.peek();
            if (next == null || !next.hasSeekMicros()) {
                break;
            }
            newest = controls.remove();
        }
        return newest;
    }

    private void obey(ReplayControl control) throws IOException {
        answer = "";
        switch (control.getControlCase()) {
            case PLAY -> {
                playing = control.getPlay();
                dueNanos = System.nanoTime();
            }
            case SPEED -> setSpeed(control.getSpeed());
            case SEEK_MICROS -> wantedMicros = control.getSeekMicros();
            case STEP -> step(control.getStep());
            case CONTROL_NOT_SET -> answer = "nothing was asked for";
        }
    }

    private void setSpeed(double wanted) {
        if (wanted >= LEAST_SPEED && wanted <= GREATEST_SPEED) {
            speed = wanted;
            dueNanos = System.nanoTime();
        } else {
            answer =
                    String.format(
                            Locale.ROOT,
                            "speed %s is not between %s and %s",
                            wanted,
                            LEAST_SPEED,
                            GREATEST_SPEED);
        }
    }

    private void step(int frames) throws IOException {
        playing = false;
        FrameCut from = shown;
        if (from == null || frames == 0) {
            return;
        }
        FrameCut next = frames == 1 ? reel.after(from.number()) : null;
        if (next != null) {
            show(next);
        } else if (!goTo(index.frames().stepped(from.number(), frames))) {
            answer = "there is no frame to step to";
        }
    }

    private void goToWanted() throws IOException {
        Long wanted = wantedMicros;
        if (wanted == null) {
            return;
        }
        boolean over = index.isOver(); // asked first: what is not there then will not come
        RecordedFrames frames = index.frames();
        boolean there =
                frames.count() > 0
                        && (over || frames.lastMicros() >= wanted)
                        && goTo(frames.at(wanted));
        if (there) {
            wantedMicros = null;
            answer = "";
        } else if (over) {
            wantedMicros = null;
            playing = false;
            answer = "this moment cannot be shown: too little of the record is before it";
        } else {
            answer = "indexed up to " + index.percent() + " %, and this moment comes later";
        }
    }

    /**
     * @return whether it is shown
     */
    private boolean goTo(long frame) throws IOException {
        Reel.Stretch stretch = reel.at(frame);
        if (stretch == null) {
            return false;
        }
        shown = stretch.last();
        epoch++;
        dueNanos = System.nanoTime();
        toldNanos = dueNanos;
        screen.beginAnew(stretch.keyframe(), stretch.frames(), state());
        return true;
    }

    private void showDue() throws IOException {
        for (int i = 0; i < SHOWN_AT_ONCE; i++) {
            FrameCut from = shown;
            long now = System.nanoTime();
            if (!playing || from == null || wantedMicros != null || now < dueNanos) {
                return;
            }
            FrameCut next = reel.after(from.number());
            if (next != null) {
                show(next);
                wait(from, next, now);
            } else if (from.number() < index.frames().last()
                    && goTo(index.frames().stepped(from.number(), 1))) {
                return; // what is between is damaged
            } else {
                atEnd(now);
                return;
            }
        }
    }

    private void wait(FrameCut from, FrameCut next, long now) {
        long micros = next.timestampMicros() - from.timestampMicros();
        long nanos = (long) (Math.min(micros, LONGEST_WAIT_MICROS) * 1_000 / speed);
        dueNanos = now - dueNanos > GIVEN_UP_NANOS ? now : dueNanos + nanos;
    }

    private void atEnd(long now) {
        dueNanos = now + TELL_NANOS;
        if (index.isOver()) {
            playing = false;
            answer = "the record ends here";
        }
    }

    private void show(FrameCut frame) {
        shown = frame;
        screen.show(frame);
        PublishedKeyframe proven = reel.provenBy(frame.number());
        if (proven != null) {
            screen.keep(proven);
        }
    }

    private void tell() {
        toldNanos = System.nanoTime();
        screen.tell(state());
    }

    private ReplayState state() {
        FrameCut frame = shown;
        RecordedFrames frames = index.frames();
        ReplayState.Builder state =
                fixed.toBuilder()
                        .setEpoch(epoch)
                        .setPlaying(playing)
                        .setSpeed(speed)
                        .setIndexedMicros(
                                frames.count() == 0 ? fixed.getFirstMicros() : frames.lastMicros())
                        .setIndexed(index.isOver())
                        .setEvents(index.timeline().size())
                        .setProof(index.proof().words())
                        .addAllFindings(index.findings())
                        .setAnswer(answer);
        if (frame != null) {
            state.setFrame(frame.number()).setModelTimeMicros(frames.micros(frame.number()));
        }
        return state.build();
    }
}
