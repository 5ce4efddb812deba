package aero.vigil.certification.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The lines between the replicas of a group: each dials each other through a port of this process,
 * which passes messages on as {@link Line} has it, for each direction apart.
 *
 * <p>It works on the replicas' own messages, above TCP: what it loses is lost for good, as where a
 * connection breaks with data in flight; what it holds comes late, as after a mended cut.
 */
public final class LinkEmulator implements AutoCloseable {

    private final int replicas;
    private final Line[][] lines;
    private final ServerSocket[][] doors;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Connected> connected = new CopyOnWriteArrayList<>();
    private volatile boolean hidesEnds;
    private volatile boolean closed;

    /** Where a replica listens for others. */
    public interface Addresses {
        InetSocketAddress of(int replica);
    }

    /** One connection through a door. */
    private record Connected(int from, int to, Socket dialled, Socket onward) {}

    private LinkEmulator(int replicas, long seed) {
        this.replicas = replicas;
        this.lines = new Line[replicas][replicas];
        this.doors = new ServerSocket[replicas][replicas];
        for (int from = 0; from < replicas; from++) {
            for (int to = 0; to < replicas; to++) {
                lines[from][to] = new Line(seed * 31 + (long) from * replicas + to);
            }
        }
    }

    /** Opens a door for each ordered pair. */
    public static LinkEmulator open(int replicas, Addresses addresses, long seed)
            throws IOException {
        LinkEmulator emulator = new LinkEmulator(replicas, seed);
        for (int from = 0; from < replicas; from++) {
            for (int to = 0; to < replicas; to++) {
                if (from != to) {
                    emulator.openDoor(from, to, addresses.of(to));
                }
            }
        }
        return emulator;
    }

    private void openDoor(int from, int to, InetSocketAddress target) throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        doors[from][to] = door;
        Thread thread = new Thread(() -> accept(door, from, to, target), "line " + from + "-" + to);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket door, int from, int to, InetSocketAddress target) {
        while (!closed) {
            try {
                Socket dialled = door.accept();
                dialled.setTcpNoDelay(true);
                sockets.add(dialled);
                connect(dialled, from, to, target);
            } catch (IOException ended) {
                if (closed) {
                    return;
                }
            }
        }
    }

    /** A refusal at the target is passed on as far as that can be: by closing at once. */
    private void connect(Socket dialled, int from, int to, InetSocketAddress target)
            throws IOException {
        Socket onward = new Socket();
        try {
            onward.connect(target, 1_000);
        } catch (IOException refused) {
            onward.close();
            if (!hidesEnds) {
                dialled.setSoLinger(true, 0);
                dialled.close();
            }
            return;
        }
        onward.setTcpNoDelay(true);
        sockets.add(onward);
        connected.add(new Connected(from, to, dialled, onward));
        String name = "line " + from + "-" + to;
        new LineConnection(dialled, onward, lines[from][to], hidesEnds).start(name);
        new LineConnection(onward, dialled, lines[to][from], hidesEnds).start(name + " back");
    }

    /** The options of the verb {@code replica} that lead it through these lines. */
    public List<String> options(int replica) {
        List<String> options = new ArrayList<>();
        for (int to = 0; to < replicas; to++) {
            if (to != replica) {
                options.add("--peer");
                options.add(to + "=localhost:" + doors[replica][to].getLocalPort());
            }
        }
        return options;
    }

    /** One direction. */
    public Line line(int from, int to) {
        return lines[from][to];
    }

    /** Both directions between a replica and every other. */
    public void around(int replica, Disturbance disturbance) {
        from(replica, disturbance);
        to(replica, disturbance);
    }

    /** What a replica sends. */
    public void from(int replica, Disturbance disturbance) {
        for (int other = 0; other < replicas; other++) {
            if (other != replica) {
                lines[replica][other].disturb(disturbance);
            }
        }
    }

    /** What a replica receives. */
    public void to(int replica, Disturbance disturbance) {
        for (int other = 0; other < replicas; other++) {
            if (other != replica) {
                lines[other][replica].disturb(disturbance);
            }
        }
    }

    /** Both directions between two. */
    public void between(int one, int other, Disturbance disturbance) {
        lines[one][other].disturb(disturbance);
        lines[other][one].disturb(disturbance);
    }

    /** All lines. */
    public void everywhere(Disturbance disturbance) {
        for (int replica = 0; replica < replicas; replica++) {
            from(replica, disturbance);
        }
    }

    /** From the next connections on: whether an end at one side is hidden from the other. */
    public void hideEnds(boolean hide) {
        hidesEnds = hide;
    }

    /** Ends what is left of a dead replica's connections, as its machine does when it is back. */
    public void reset(int replica) {
        for (Connected connection : connected) {
            if (connection.from() == replica || connection.to() == replica) {
                closeQuietly(connection.dialled());
                closeQuietly(connection.onward());
            }
        }
    }

    /** Connections through which the others still speak to this replica, dead or alive. */
    public int openTowards(int replica) {
        int open = 0;
        for (Connected connection : connected) {
            boolean towards = connection.from() == replica || connection.to() == replica;
            Socket others =
                    connection.from() == replica ? connection.onward() : connection.dialled();
            open += towards && !others.isClosed() ? 1 : 0;
        }
        return open;
    }

    /** What all lines have done so far, together. */
    public Line.Counts total() {
        long[] sums = new long[6];
        double greatest = 0;
        for (Line[] row : lines) {
            for (Line line : row) {
                Line.Counts counts = line.counts();
                sums[0] += counts.messages();
                sums[1] += counts.bytes();
                sums[2] += counts.lost();
                sums[3] += counts.doubled();
                sums[4] += counts.overtaken();
                sums[5] += counts.held();
                greatest = Math.max(greatest, counts.greatestDelayMillis());
            }
        }
        return new Line.Counts(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], greatest);
    }

    @Override
    public void close() {
        closed = true;
        for (ServerSocket[] row : doors) {
            for (ServerSocket door : row) {
                if (door != null) {
                    closeQuietly(door);
                }
            }
        }
        sockets.forEach(LinkEmulator::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception already) {
            // Closed is closed.
        }
    }
}
