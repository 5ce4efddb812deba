package aero.vigil.certification;

import aero.vigil.certification.process.GroupPorts;
import java.security.SecureRandom;

/** A range of ports that nobody uses now: several test runs may share one machine. */
public final class FreeRange {

    private static final int FORK = Integer.getInteger("vigil.fork", 1);

    private FreeRange() {}

    /** Another range than one that was used before and may be free again. */
    public static GroupPorts otherThan(GroupPorts before) {
        GroupPorts other = of(before.replicas());
        while (other.first() == before.first()) {
            other = of(before.replicas());
        }
        return other;
    }

    public static GroupPorts of(int replicas) {
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < 100; attempt++) {
            int thousand = 2 * random.nextInt(10) + FORK % 2; // two JVMs never take the same
            GroupPorts ports = new GroupPorts(10_000 + 1_000 * thousand, replicas);
            try {
                ports.requireFree();
                return ports;
            } catch (IllegalStateException taken) {
                // The next one.
            }
        }
        throw new IllegalStateException("no free range of ports among a hundred tried");
    }
}
