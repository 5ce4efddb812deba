package aero.vigil.certification.fault;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of one TCP connection through the emulator: reads whole messages, lets the line
 * judge each, and delivers it when it is due.
 *
 * <p>Knows of the messages only that four bytes of length precede each (the replicas' framing).
 */
final class LineConnection {

    private static final int MESSAGE_LIMIT_BYTES = 8 << 20;
    private static final int WAITING_LIMIT = 100_000;

    private final Socket from;
    private final Socket to;
    private final Line line;
    private final boolean hidesEnd;
    private final PriorityQueue<Due> waiting = new PriorityQueue<>();
    private long sequence;
    private boolean ended;

    private record Due(long dueNanos, long sequence, byte[] message) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Due due && due.sequence == sequence;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }

    /**
     * @param hidesEnd whether the receiver is not told when the sender's side ends
     */
    LineConnection(Socket from, Socket to, Line line, boolean hidesEnd) {
        this.from = from;
        this.to = to;
        this.line = line;
        this.hidesEnd = hidesEnd;
    }

    void start(String name) {
        thread(name + " in", this::read);
        thread(name + " out", this::write);
    }

    private static void thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        boolean first = true;
        try (var in = new DataInputStream(new BufferedInputStream(from.getInputStream()))) {
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > MESSAGE_LIMIT_BYTES) {
                    break;
                }
                byte[] message = new byte[length];
                in.readFully(message);
                take(message, line.judge(length, first));
                first = false;
            }
        } catch (IOException gone) {
            // The one side has ended: so does the other, below.
        } finally {
            end();
        }
    }

    private synchronized void take(byte[] message, Line.Fate fate) {
        for (int copy = 0; copy < fate.copies() && waiting.size() < WAITING_LIMIT; copy++) {
            waiting.add(new Due(fate.dueNanos(), sequence++, message));
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void write() {
        try {
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            for (Due next = next(); next != null; next = next()) {
                byte[] framed = new byte[next.message().length + 4];
                java.nio.ByteBuffer.wrap(framed).putInt(next.message().length).put(next.message());
                out.write(framed);
                line.delivered(next.message().length);
            }
        } catch (IOException gone) {
            // The receiver has ended.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (!hidesEnd) {
                close(to);
                close(from);
            }
        }
    }

    /** The next message, when it is due and the line holds nothing; null at the end. */
    private synchronized @org.jspecify.annotations.Nullable Due next() throws InterruptedException {
        while (true) {
            Due head = waiting.peek();
            if (line.holds()) {
                wait(5);
            } else if (head == null) {
                if (ended) {
                    return null;
                }
                wait(100);
            } else {
                long left = head.dueNanos() - System.nanoTime();
                if (left <= 0) {
                    return waiting.remove();
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 100_000));
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // Closed is closed.
        }
    }
}
