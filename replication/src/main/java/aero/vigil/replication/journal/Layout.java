package aero.vigil.replication.journal;

import java.nio.file.Path;

/**
 * Where things stand in a replica's directory.
 *
 * @param directory the directory itself
 */
record Layout(Path directory) {

    Path lock() {
        return directory.resolve("lock");
    }

    Path genesis() {
        return directory.resolve("genesis");
    }

    Path vote() {
        return directory.resolve("vote");
    }

    /** Whose directory it is. */
    Path member() {
        return directory.resolve("member");
    }

    /** A vote being made, which is to take the place of a lost one. */
    Path newVote() {
        return directory.resolve("vote.new");
    }

    Path journal() {
        return directory.resolve("journal");
    }

    Path archive() {
        return directory.resolve("archive");
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    Path memoryNote() {
        return directory.resolve("acknowledged-in-memory");
    }

    Path failureNote() {
        return directory.resolve("force-failed");
    }
}
