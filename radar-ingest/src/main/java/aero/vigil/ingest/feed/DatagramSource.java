package aero.vigil.ingest.feed;

import java.io.IOException;

/** Where a feed's datagrams come from; it owns a thread that hands them over. */
public interface DatagramSource extends AutoCloseable {

    /** Begins to hand datagrams over; called once. */
    void start(Handover handover) throws IOException;

    /** How many datagrams the kernel has thrown away for want of room, since the start. */
    long kernelDrops();

    /** What the source itself could not use, since the start. */
    default void countRejectsInto(RejectCounts rejects) {}

    /** Stops; nothing is handed over afterwards. */
    @Override
    void close();
}
