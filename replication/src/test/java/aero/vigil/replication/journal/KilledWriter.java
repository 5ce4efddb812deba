package aero.vigil.replication.journal;

import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.LogEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Writes entry after entry and says what has been forced, until it is killed. */
final class KilledWriter {

    /** Batches of one to eight, as the disk has it. */
    private static final int MAX_AHEAD = 8;

    private KilledWriter() {}

    /**
     * From almost nothing to several pages, so that kills find records of all sizes half written.
     */
    static int operationBytes(long opNumber) {
        return (int) (opNumber * 7_919 % 20_000);
    }

    public static void main(String[] arguments) throws Exception {
        ReplicaDirectory opened = ReplicaDirectory.open(Path.of(arguments[0]), 2_000_000);
        long firstOp = opened.recovered().log().opNumber();
        LogEntry last = opened.logReader().read(firstOp);
        Semaphore ahead = new Semaphore(MAX_AHEAD);
        AtomicLong reported = new AtomicLong();
        JournalThread journal =
                opened.start(
                        new JournalListener() {
                            @Override
                            public void forced(Input.Forced forced) {
                                long sequence = forced.journalSequence();
                                System.out.println("forced " + (firstOp + sequence));
                                ahead.release((int) (sequence - reported.getAndSet(sequence)));
                            }

                            @Override
                            public void checkpointPublished(Input.CheckpointPublished published) {}

                            @Override
                            public void checkpointLoaded(Input.CheckpointLoaded loaded) {}

                            @Override
                            public void logLetGo(Input.LogLetGo letGo) {}

                            @Override
                            public void checkpointPieceRead(Input.CheckpointPieceRead read) {}

                            @Override
                            public void checkpointFailed(long opNumber, String reason) {}

                            @Override
                            public void failed(String reason) {
                                System.out.println("failed " + reason);
                            }
                        });
        for (long sequence = 1; last != null; sequence++) {
            ahead.acquire();
            last = TestGroup.after(last, 0, operationBytes(last.opNumber() + 1));
            journal.submit(List.of(TestGroup.entries(List.of(last))), sequence, null);
        }
    }
}
