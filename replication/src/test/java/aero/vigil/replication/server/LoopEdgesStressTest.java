package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The edges between network and loop, and between loop and encoder, under real threads. The loop
 * here takes its turns as {@link ReplicaLoop} does, without the clock that would hide a lost
 * wake-up.
 */
@Tag("slow")
class LoopEdgesStressTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_261_129L);
    private static final int PATIENCE_SECONDS = 30;
    private static final int LIMIT = 32;
    private static final int PRODUCERS = 4;
    private static final int EACH = 40_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService loopThread = Executors.newSingleThreadExecutor();
    private final ExecutorService journalThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (ExecutorService each : List.of(threads, loopThread, journalThread)) {
            each.shutdownNow();
            assertTrue(each.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "a thread");
        }
    }

    /** Of the n-th producer the m-th input. */
    private static Input input(int producer, long number) {
        return new Input.Forced(producer, number);
    }

    /** Takes turns as the replica's loop does; now and then the journal has no room. */
    private final class Loop {
        private final Inbox inbox;
        private final Random random;
        private final CountDownLatch begin = new CountDownLatch(1);
        private final Map<Long, List<Long>> taken = new ConcurrentHashMap<>();
        private final AtomicInteger withoutRoom = new AtomicInteger();
        private final AtomicLong nextRoom = new AtomicLong();
        private volatile boolean stopped;
        private volatile boolean waitsForRoom;

        Loop(Inbox inbox, long seed) {
            this.inbox = inbox;
            this.random = new Random(seed);
        }

        void start() {
            inbox.open(() -> loopThread.execute(this::turn));
        }

        private void turn() {
            try {
                begin.await();
            } catch (InterruptedException e) {
                return;
            }
            if (stopped) {
                return;
            }
            inbox.awake();
            for (Input own = inbox.pollOwn(); own != null; own = inbox.pollOwn()) {
                take(own);
            }
            int waiting = inbox.size();
            if (waiting > 0 && !hasRoom()) {
                withoutRoom.incrementAndGet();
                return;
            }
            for (int i = 0; i < waiting; i++) {
                Input input = inbox.poll();
                if (input == null) {
                    break;
                }
                take(input);
            }
        }

        /** Without room nothing from outside is taken until the journal has reported. */
        private boolean hasRoom() {
            if (!waitsForRoom && random.nextInt(16) == 0) {
                waitsForRoom = true;
                journalThread.execute(
                        () -> {
                            waitsForRoom = false;
                            inbox.put(input(-1, nextRoom.getAndIncrement()));
                        });
            }
            return !waitsForRoom;
        }

        private void take(Input input) {
            Input.Forced carrier = (Input.Forced) input;
            taken.computeIfAbsent(carrier.journalSequence(), ignored -> new ArrayList<>())
                    .add(carrier.voteGeneration());
        }
    }

    @Test
    void everyInputIsTakenOnceInItsProducersOrderAndTheLoopIsAlwaysWoken() throws Exception {
        Inbox inbox = new Inbox(LIMIT);
        Loop loop = new Loop(inbox, SEED);
        CountDownLatch refused = new CountDownLatch(PRODUCERS);
        List<Future<?>> producers = new ArrayList<>();
        loop.start();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(threads.submit(() -> offerAll(inbox, producer, refused)));
        }
        for (int p = PRODUCERS; p < PRODUCERS + 2; p++) {
            int producer = p;
            producers.add(threads.submit(() -> putAll(inbox, producer)));
        }
        refused.await(); // each has found it full
        loop.begin.countDown();
        for (Future<?> producer : producers) {
            producer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        awaitTaken(loop);

        for (long producer = 0; producer < PRODUCERS + 2; producer++) {
            assertEquals(upTo(EACH), loop.taken.get(producer), "producer " + producer + words());
        }
        assertEquals(0, inbox.size(), words());
        assertTrue(loop.withoutRoom.get() > 0, "the journal was never full" + words());
        assertEquals(upTo(loop.nextRoom.get()), loop.taken.get(-1L), words());
    }

    private void offerAll(Inbox inbox, int producer, CountDownLatch refused) {
        boolean hasFoundItFull = false;
        for (int i = 0; i < EACH; i++) {
            while (!inbox.offer(input(producer, i))) {
                if (!hasFoundItFull) {
                    hasFoundItFull = true;
                    refused.countDown();
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void putAll(Inbox inbox, int producer) {
        for (int i = 0; i < EACH; i++) {
            inbox.put(input(producer, i));
        }
    }

    /** Until the loop sleeps; with nothing of its own left, if it was never left asleep. */
    private void awaitTaken(Loop loop) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (onLoop(() -> taken(loop)) < (PRODUCERS + 2) * EACH) {
            assertTrue(System.nanoTime() < deadline, () -> "the loop was left asleep" + words());
            LockSupport.parkNanos(1_000);
        }
        journalThread.submit(() -> {}).get();
        loopThread.submit(() -> {}).get();
    }

    private <T> T onLoop(Callable<T> question) throws Exception {
        return loopThread.submit(question).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static int taken(Loop loop) {
        int count = 0;
        for (long producer = 0; producer < PRODUCERS + 2; producer++) {
            count += loop.taken.getOrDefault(producer, List.of()).size();
        }
        return count;
    }

    private static List<Long> upTo(long count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static String words() {
        return "; seed " + SEED + " (-Dvigil.seed)";
    }

    @Test
    void noNumberOfThreadsPutsInMoreThanTheLimit() throws Exception {
        Inbox inbox = new Inbox(1);
        CountDownLatch refused = new CountDownLatch(PRODUCERS);
        List<Future<?>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(threads.submit(() -> offerAll(inbox, producer, refused)));
        }
        refused.await();
        int most = 0;
        for (int taken = 0; taken < PRODUCERS * EACH; ) {
            most = Math.max(most, inbox.size());
            taken += inbox.poll() == null ? 0 : 1;
        }
        for (Future<?> producer : producers) {
            producer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        assertEquals(1, most);
    }

    @Test
    void aStoppedLoopTakesNothingAndWhatComesForItIsBounded() throws Exception {
        Inbox inbox = new Inbox(LIMIT);
        Loop loop = new Loop(inbox, SEED);
        loop.start();
        loop.begin.countDown();
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicInteger acceptedAfter = new AtomicInteger();
        List<Future<?>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(
                    threads.submit(
                            () -> {
                                for (long i = 0; !Thread.currentThread().isInterrupted(); i++) {
                                    boolean after = loop.stopped;
                                    if (inbox.offer(input(producer, i))) {
                                        acceptedAfter.addAndGet(after ? 1 : 0);
                                    } else if (after) {
                                        return;
                                    }
                                    underWay.countDown();
                                }
                            }));
        }
        underWay.await();

        int takenAtStop =
                onLoop(
                        () -> {
                            loop.stopped = true;
                            return taken(loop);
                        });
        for (Future<?> producer : producers) {
            producer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        inbox.wake();

        assertEquals(takenAtStop, onLoop(() -> taken(loop)), "taken after the stop");
        assertTrue(acceptedAfter.get() <= LIMIT, "accepted " + acceptedAfter);
        assertEquals(LIMIT, inbox.size());
    }

    @Test
    void whatFailsInTheEncoderStopsNothingBehindIt() throws Exception {
        EncoderThread encoder = new EncoderThread(new Counters());
        CountDownLatch done = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            encoder.execute(
                    () -> {
                        throw new IllegalStateException("cannot be encoded, as this test wants it");
                    });
            encoder.execute(done::countDown);
        }

        assertTrue(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "it has ended");
        encoder.close();
        assertTrue(encoder.awaitEnd(PATIENCE_SECONDS), "it runs on");
    }

    @Test
    void theEncoderDoesAllItTookInOrderAndDropsTheRestByName() throws Exception {
        for (int round = 0; round < 50; round++) {
            Random random = new Random(SEED + round);
            Counters counters = new Counters();
            EncoderThread encoder = new EncoderThread(counters);
            Semaphore turns = new Semaphore(0);
            ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
            int orders = 100 + random.nextInt(200);
            int stopAt = random.nextInt(orders);
            for (int i = 0; i < orders; i++) {
                int number = i;
                encoder.execute(
                        () -> {
                            turns.acquireUninterruptibly();
                            done.add(number);
                        });
                if (random.nextInt(3) == 0) {
                    turns.release();
                }
                if (i == stopAt) {
                    encoder.close(); // what comes now is dropped, what waits is done
                }
            }
            turns.release(orders);

            assertTrue(encoder.awaitEnd(PATIENCE_SECONDS), "it runs on");
            List<Integer> inOrder = new ArrayList<>(done);
            inOrder.sort(null);
            assertEquals(inOrder, new ArrayList<>(done));
            assertEquals(inOrder.size(), inOrder.stream().distinct().count());
            assertEquals(orders, done.size() + counters.value("encoder.dropped"));
            assertTrue(done.stream().allMatch(number -> number <= stopAt), "taken after the close");
        }
    }
}
