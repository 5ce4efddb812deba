package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Assembly;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many worlds, on one thread or several, until all seeds are run or the time is over: what happened
 * in them, added up. Worlds share nothing, so the sums do not depend on how threads take turns.
 */
final class Campaign {

    private static final long PROGRESS_NANOS = 5_000_000_000L;
    private static final int MOST_VIOLATIONS = 20;

    private final Supplier<Assembly> core;
    private final Supplier<DiskRules> disks;
    private final Variation variation;
    private final long firstSeed;
    private final long mostSeeds;
    private final long mostNanos;
    private final boolean shrinking;
    private final PrintWriter log;

    private final List<Simulation.Outcome> violations = new ArrayList<>();
    private final TreeMap<String, Long> happened = new TreeMap<>();
    private final long startNanos = System.nanoTime();
    private long toldNanos = startNanos;
    private long nextSeed;
    private boolean stopping;
    private @Nullable Throwable failure;
    private long seeds;
    private long events;
    private long requests;
    private long simulatedMicros;
    private long nanos;

    /**
     * What a campaign came to.
     *
     * @param happened what has happened how often, by name
     */
    record Sums(
            long seeds,
            long events,
            long requests,
            long simulatedMicros,
            long nanos,
            SortedMap<String, Long> happened,
            List<Simulation.Outcome> violations) {

        long eventsPerSecond() {
            return nanos == 0 ? 0 : (long) (events * 1e9 / nanos);
        }
    }

    Campaign(
            Supplier<Assembly> core,
            Supplier<DiskRules> disks,
            Variation variation,
            long firstSeed,
            long mostSeeds,
            long mostNanos,
            boolean shrinking,
            PrintWriter log) {
        this.core = core;
        this.disks = disks;
        this.variation = variation;
        this.firstSeed = firstSeed;
        this.mostSeeds = mostSeeds;
        this.mostNanos = mostNanos;
        this.shrinking = shrinking;
        this.log = log;
        this.nextSeed = firstSeed;
    }

    /** Runs to the end, or until {@link #stop}. */
    Sums run(int threads) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(() -> work(ended), "campaign-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        work(ended);
        ended.await();
        synchronized (this) {
            if (failure != null) {
                throw new IllegalStateException("a world could not be run to its end", failure);
            }
            nanos = System.nanoTime() - startNanos;
            violations.sort(Comparator.comparingLong(Simulation.Outcome::seed));
            return new Sums(seeds, events, requests, simulatedMicros, nanos, happened, violations);
        }
    }

    /** Begins no more worlds; those that are under way are run to their end. */
    synchronized void stop() {
        stopping = true;
    }

    private void work(CountDownLatch ended) {
        try {
            for (long seed = take(); seed >= firstSeed; seed = take()) {
                Simulation.Outcome outcome =
                        Simulation.run(seed, core.get(), disks.get(), variation);
                if (outcome.invariant() != null && shrinking) {
                    outcome = Shrinker.shrink(core.get(), disks.get(), variation, outcome);
                }
                add(outcome);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    /** An error of the simulator itself: no sums may be told as if nothing were missing. */
    private synchronized void fail(Throwable cause) {
        stopping = true;
        if (failure == null) {
            failure = cause;
        }
    }

    /** The next seed, or one before the first when there is none. */
    private synchronized long take() {
        boolean over =
                stopping
                        || nextSeed - firstSeed >= mostSeeds
                        || System.nanoTime() - startNanos >= mostNanos;
        return over ? firstSeed - 1 : nextSeed++;
    }

    private synchronized void add(Simulation.Outcome outcome) {
        seeds++;
        events += outcome.events();
        requests += outcome.requests();
        simulatedMicros += outcome.simulatedMicros();
        outcome.happened().forEach((what, times) -> happened.merge(what, times, Long::sum));
        if (outcome.invariant() != null) {
            violations.add(outcome);
            outcome.transcript().forEach(line -> log.println("    " + line));
            log.println("seed " + outcome.seed() + " breaks: " + outcome.facts());
            if (violations.size() >= MOST_VIOLATIONS) {
                log.println("enough: stopping after " + MOST_VIOLATIONS + " violations");
                stopping = true;
            }
            log.flush();
        }
        if (System.nanoTime() - toldNanos > PROGRESS_NANOS) {
            toldNanos = System.nanoTime();
            log.printf(
                    "%d seeds, to %d; %d events, %d violations%n",
                    seeds, nextSeed - 1, events, violations.size());
            log.flush();
        }
    }
}
