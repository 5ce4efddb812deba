package aero.vigil.certification;

import aero.vigil.certification.process.GroupPorts;
import java.security.SecureRandom;

/** A range of ports that nobody uses now: several test runs may share one machine. */
public final class FreeRange {

    private FreeRange() {}

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
