package aero.vigil.ingest.feed;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes datagrams from the thread that receives them to the event loop that decodes them, in
 * order. Bounded in number and octets; when full the oldest go, and are counted.
 */
public final class Handover {

    /** About a second of the greatest load there is a requirement for. */
    static final int GREATEST_DATAGRAMS = 16_384;

    static final int GREATEST_OCTETS = 8 << 20;

    /** So many are decoded before the event loop gets its turn. */
    private static final int DATAGRAMS_A_TURN = 256;

    private final Context context;
    private final Consumer<ReceivedDatagram> receiver;
    private final ArrayDeque<ReceivedDatagram> waiting = new ArrayDeque<>();
    private int waitingOctets;
    private boolean turnScheduled;
    private long dropped;
    private long received;

    Handover(Context context, Consumer<ReceivedDatagram> receiver) {
        this.context = context;
        this.receiver = receiver;
    }

    /** Takes one datagram; from any thread. */
    void offer(ReceivedDatagram datagram) {
        boolean schedule;
        synchronized (waiting) {
            received++;
            waiting.add(datagram);
            waitingOctets += datagram.octets().length;
            while (waiting.size() > GREATEST_DATAGRAMS || waitingOctets > GREATEST_OCTETS) {
                waitingOctets -= waiting.remove().octets().length;
                dropped++;
            }
            schedule = !turnScheduled;
            turnScheduled = true;
        }
        if (schedule) {
            context.runOnContext(ignored -> turn());
        }
    }

    private void turn() {
        for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
            ReceivedDatagram datagram = next();
            if (datagram == null) {
                return;
            }
            receiver.accept(datagram);
        }
        context.runOnContext(ignored -> turn());
    }

    private @Nullable ReceivedDatagram next() {
        synchronized (waiting) {
            ReceivedDatagram datagram = waiting.poll();
            if (datagram == null) {
                turnScheduled = false;
            } else {
                waitingOctets -= datagram.octets().length;
            }
            return datagram;
        }
    }

    /** Datagrams dropped because nobody took them in time. */
    long dropped() {
        synchronized (waiting) {
            return dropped;
        }
    }

    /** Datagrams offered so far. */
    long received() {
        synchronized (waiting) {
            return received;
        }
    }
}
