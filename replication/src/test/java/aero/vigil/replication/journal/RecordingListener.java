package aero.vigil.replication.journal;

import aero.vigil.replication.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers what the journal reports, and lets a test wait for it. */
final class RecordingListener implements JournalListener {

    private static final long PATIENCE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Input.Forced> forced = new ArrayList<>();
    private final List<Input.CheckpointPublished> published = new ArrayList<>();
    private final List<Input.CheckpointPieceRead> read = new ArrayList<>();
    private final List<Input.LogLetGo> letGoOf = new ArrayList<>();
    private @Nullable String failure;
    private boolean waitingForSpace;

    @Override
    public void forced(Input.Forced input) {
        change(() -> forced.add(input));
    }

    @Override
    public void checkpointPublished(Input.CheckpointPublished input) {
        change(() -> published.add(input));
    }

    @Override
    public void checkpointLoaded(Input.CheckpointLoaded loaded) {}

    @Override
    public void logLetGo(Input.LogLetGo letGo) {
        change(() -> letGoOf.add(letGo));
    }

    @Override
    public void checkpointPieceRead(Input.CheckpointPieceRead input) {
        change(() -> read.add(input));
    }

    @Override
    public void checkpointFailed(long opNumber, String reason) {
        change(() -> failure = reason);
    }

    @Override
    public void failed(String reason) {
        change(() -> failure = reason);
    }

    @Override
    public void waitingForSpace(boolean waiting) {
        change(() -> waitingForSpace = waiting);
    }

    void awaitWaitingForSpace(boolean waiting) {
        await(() -> waitingForSpace == waiting);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Input.Forced awaitForced(long journalSequence, long voteGeneration) {
        await(
                () ->
                        !forced.isEmpty()
                                && last().journalSequence() >= journalSequence
                                && last().voteGeneration() >= voteGeneration);
        return last();
    }

    private Input.Forced last() {
        return forced.get(forced.size() - 1);
    }

    Input.CheckpointPublished awaitPublished(long opNumber) {
        await(() -> published.stream().anyMatch(p -> p.opNumber() == opNumber));
        return published.stream().filter(p -> p.opNumber() == opNumber).findFirst().orElseThrow();
    }

    Input.CheckpointPieceRead awaitRead(int count) {
        await(() -> read.size() >= count);
        return read.get(count - 1);
    }

    Input.LogLetGo awaitLetGo() {
        await(() -> !letGoOf.isEmpty());
        return letGoOf.get(letGoOf.size() - 1);
    }

    String awaitFailure() {
        await(() -> failure != null);
        return String.valueOf(failure);
    }

    List<Input.Forced> allForced() {
        lock.lock();
        try {
            return List.copyOf(forced);
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition) {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (!changed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("the journal has not reported: " + failure);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }
}
