package aero.vigil.certification.fault;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One direction between two replicas: what it does to messages now, and what it has done so far.
 *
 * <p>Messages of the connection's first introduction are spared loss and doubling: TCP would have
 * brought them.
 */
public final class Line {

    private final Random random;
    private volatile Disturbance disturbance = Disturbance.NONE;
    private long messages;
    private long bytes;
    private long lost;
    private long doubled;
    private long overtaken;
    private long held;
    private long greatestDelayNanos;
    private long lastDueNanos;

    Line(long seed) {
        this.random = new Random(seed);
    }

    /** What happens to messages from now on. */
    public void disturb(Disturbance next) {
        disturbance = next;
    }

    boolean holds() {
        return disturbance.holds();
    }

    /** What is to become of one message. */
    record Fate(int copies, long dueNanos) {}

    /** Decides about one message that has come now. */
    synchronized Fate judge(int length, boolean introduction) {
        Disturbance now = disturbance;
        long present = System.nanoTime();
        if (!introduction && now.lossShare() > 0 && random.nextDouble() < now.lossShare()) {
            lost++;
            return new Fate(0, present);
        }
        if (now.holds()) {
            held++;
        }
        long due = present + TimeUnit.MILLISECONDS.toNanos(now.delayMillis());
        if (now.jitterMillis() > 0) {
            due += TimeUnit.MILLISECONDS.toNanos(random.nextInt(now.jitterMillis() + 1));
        }
        if (now.bytesPerSecond() > 0) {
            due =
                    Math.max(due, lastDueNanos)
                            + length * TimeUnit.SECONDS.toNanos(1) / now.bytesPerSecond();
        }
        if (due < lastDueNanos) {
            if (now.reorders()) {
                overtaken++;
            } else {
                due = lastDueNanos;
            }
        }
        lastDueNanos = Math.max(lastDueNanos, due);
        greatestDelayNanos = Math.max(greatestDelayNanos, due - present);
        boolean twice = !introduction && random.nextDouble() < now.doubledShare();
        doubled += twice ? 1 : 0;
        return new Fate(twice ? 2 : 1, due);
    }

    synchronized void delivered(int length) {
        messages++;
        bytes += length;
    }

    /** What it has done so far. */
    public synchronized Counts counts() {
        return new Counts(
                messages, bytes, lost, doubled, overtaken, held, greatestDelayNanos / 1e6);
    }

    /**
     * What a line has done since it was made.
     *
     * @param messages delivered
     * @param bytes delivered
     * @param lost messages
     * @param doubled messages
     * @param overtaken messages sent before others and delivered after
     * @param held messages that had to wait until the line was let go
     * @param greatestDelayMillis that was laid on a message
     */
    public record Counts(
            long messages,
            long bytes,
            long lost,
            long doubled,
            long overtaken,
            long held,
            double greatestDelayMillis) {}
}
