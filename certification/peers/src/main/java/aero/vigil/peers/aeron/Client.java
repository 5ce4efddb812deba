package aero.vigil.peers.aeron;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of the cluster: numbered commands of 128 bytes, and what came back. One thread. */
final class Client implements AutoCloseable, EgressListener {

    private static final int COMMAND_BYTES = 128;
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final MediaDriver driver;
    private final AeronCluster cluster;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_BYTES]);
    private final IdleStrategy idle = new BackoffIdleStrategy();
    private long answered;
    private long lastNumber;

    Client(Members members, String directory) {
        driver =
                MediaDriver.launchEmbedded(
                        new MediaDriver.Context()
                                .aeronDirectoryName(directory)
                                .threadingMode(ThreadingMode.SHARED)
                                .dirDeleteOnStart(true)
                                .dirDeleteOnShutdown(true));
        cluster =
                AeronCluster.connect(
                        new AeronCluster.Context()
                                .aeronDirectoryName(driver.aeronDirectoryName())
                                .egressListener(this)
                                .egressChannel("aeron:udp?endpoint=localhost:0")
                                .ingressChannel("aeron:udp")
                                .ingressEndpoints(members.ingressEndpoints())
                                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(30)));
    }

    int leader() {
        return cluster.leaderMemberId();
    }

    @Override
    public void onMessage(
            long clusterSessionId,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        lastNumber = buffer.getLong(offset);
        answered++;
    }

    /** One after another; microseconds of each. */
    double[] closedLoop(int count) {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            submitAndAwait();
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return micros;
    }

    /** Waits for the answer; what is lost with a leader is sent again. */
    private void submitAndAwait() {
        long number = lastNumber + 1;
        command.putLong(0, number);
        long sent = offer();
        while (lastNumber < number) {
            if (cluster.pollEgress() > 0) {
                idle.reset();
            } else {
                idle.idle();
            }
            if (System.nanoTime() - sent > REPEAT_NANOS) {
                sent = offer();
            }
        }
    }

    /** Until taken; the time of that. */
    private long offer() {
        idle.reset();
        while (cluster.offer(command, 0, COMMAND_BYTES) <= 0) {
            cluster.pollEgress();
            idle.idle();
        }
        return System.nanoTime();
    }

    /** So many outstanding for so long; answers a second. */
    double throughput(int outstanding, long nanos) {
        long before = answered;
        long sent = before;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            int work = cluster.pollEgress();
            while (sent - answered < outstanding && cluster.offer(command, 0, COMMAND_BYTES) > 0) {
                sent++;
                work++;
            }
            idle.idle(work);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (answered - before) / seconds;
        while (answered < sent) {
            idle.idle(cluster.pollEgress());
        }
        return rate;
    }

    /** The longest time between two answers, milliseconds, for so long. */
    double longestGap(long nanos) {
        long start = System.nanoTime();
        long last = start;
        long longest = 0;
        while (System.nanoTime() - start < nanos) {
            submitAndAwait();
            long now = System.nanoTime();
            longest = Math.max(longest, now - last);
            last = now;
        }
        return longest / 1e6;
    }

    @Override
    public void close() {
        cluster.close();
        driver.close();
    }
}
