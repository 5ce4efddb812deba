package aero.vigil.ingest.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads how many datagrams the Linux kernel threw away at this process's sockets on one UDP port:
 * the last column of {@code /proc/net/udp}. Elsewhere it is 0.
 */
final class KernelDrops {

    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL_ADDRESS_COLUMN = 1;
    private static final int INODE_COLUMN = 9;
    private static final int DROPS_COLUMN = 12;

    private final Path proc;
    private final String portSuffix;
    private Set<String> ownSockets = Set.of();

    KernelDrops(int port) {
        this(PROC, port);
    }

    KernelDrops(Path proc, int port) {
        this.proc = proc;
        this.portSuffix = String.format(":%04X", port);
    }

    long read() {
        if (ownSockets.isEmpty()) {
            ownSockets = socketsOfThisProcess();
        }
        return read("net/udp") + read("net/udp6");
    }

    private long read(String table) {
        long drops = 0;
        try {
            List<String> lines = Files.readAllLines(proc.resolve(table), StandardCharsets.US_ASCII);
            for (String line : lines) {
                drops += dropsOf(line.strip().split("\\s+", -1));
            }
        } catch (IOException e) {
            // Not Linux, or no such address family.
            return 0;
        }
        return drops;
    }

    private long dropsOf(String[] columns) {
        if (columns.length <= DROPS_COLUMN
                || !columns[LOCAL_ADDRESS_COLUMN].endsWith(portSuffix)
                || !ownSockets.contains(columns[INODE_COLUMN])) {
            return 0;
        }
        try {
            return Long.parseLong(columns[DROPS_COLUMN]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Inodes of the sockets this process has open: others may listen on the same port. */
    private Set<String> socketsOfThisProcess() {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(proc.resolve("self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = targetOf(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return inodes;
    }

    private static String targetOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }
}
