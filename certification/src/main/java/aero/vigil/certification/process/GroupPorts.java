package aero.vigil.certification.process;

import aero.vigil.replication.transport.FreePorts;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a group and its adapters listen: ports all counted from the first gateway's.
 *
 * @param first the gateway of replica 0, 8080 unless asked otherwise; replicas 1 and 2 follow it
 * @param replicas how many replicas
 * @param hosts of the replicas; adapters are on this one
 */
public record GroupPorts(int first, int replicas, List<String> hosts) {

    private static final int REPLICA_OFFSET = 100;
    private static final int RADAR_OFFSET = 520;
    private static final int PLAN_OFFSET = 530;
    private static final int LENGTH = PLAN_OFFSET + 10;

    public GroupPorts {
        hosts = List.copyOf(hosts);
        if (first < 1024 || first > 65_535 - LENGTH) {
            throw new IllegalArgumentException(
                    "port " + first + " will not do: choose one from 1024 to 64900");
        }
    }

    /** All on this host. */
    public GroupPorts(int first, int replicas) {
        this(first, replicas, Collections.nCopies(replicas, "localhost"));
    }

    /**
     * Some on this host that are free, and given to nobody else as long as this process lives.
     *
     * @throws IllegalStateException where there are none
     */
    public static GroupPorts free(int replicas) {
        while (true) {
            GroupPorts ports = new GroupPorts(FreePorts.span(LENGTH), replicas);
            if (ports.areFree()) {
                return ports;
            }
        }
    }

    private boolean areFree() {
        try {
            requireFree();
            return true;
        } catch (IllegalStateException taken) {
            return false;
        }
    }

    /** The same with each replica on a host of its own. */
    public GroupPorts at(List<String> others) {
        return new GroupPorts(first, replicas, others);
    }

    /** Where displays and adapters reach this replica, over HTTP and WebSocket. */
    public String gateway(int replica) {
        return hosts.get(replica) + ":" + (first + replica);
    }

    /** Where the other replicas reach this one. */
    public String replica(int replica) {
        return hosts.get(replica) + ":" + (first + REPLICA_OFFSET + replica);
    }

    /** The UDP port on which adapter A (0) or B (1) hears the radars. */
    public int radar(int adapter) {
        return first + RADAR_OFFSET + adapter;
    }

    /** The TCP port on which adapter A (0) or B (1) takes flight plan messages. */
    public int plans(int adapter) {
        return first + PLAN_OFFSET + adapter;
    }

    /** All gateways, for an {@code --at} option. */
    public String gateways() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            all.add(gateway(i));
        }
        return String.join(",", all);
    }

    /**
     * Makes sure that every port is free.
     *
     * @throws IllegalStateException naming the port that is taken, and the remedy
     */
    public void requireFree() {
        for (int i = 0; i < replicas; i++) {
            requireTcp(first + i);
            requireTcp(first + REPLICA_OFFSET + i);
        }
        for (int adapter = 0; adapter < 2; adapter++) {
            requireTcp(plans(adapter));
            requireUdp(radar(adapter));
        }
    }

    private static void requireTcp(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw taken("TCP", port, taken);
        }
    }

    private static void requireUdp(int port) {
        try (var socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw taken("UDP", port, taken);
        }
    }

    private static IllegalStateException taken(String kind, int port, IOException cause) {
        return new IllegalStateException(
                kind
                        + " port "
                        + port
                        + " is taken: is another demo running? Stop it, or choose others with"
                        + " --port N",
                cause);
    }
}
