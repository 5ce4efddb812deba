package aero.vigil.certification;

import aero.vigil.certification.process.GroupPorts;
import java.security.SecureRandom;

/** A range of ports that nobody uses now: several test runs may share one machine. */
public final class FreeRange {

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
            GroupPorts ports = new GroupPorts(10_000 + 1_000 * random.nextInt(20), replicas);
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
