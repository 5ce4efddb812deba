package aero.vigil.replication.journal;

import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.ModelClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of three, of which this is member 0, and entries for its log that anybody can make again
 * from their numbers.
 */
final class TestGroup {

    static final Incarnation INCARNATION = new Incarnation(0xA11CE, 0xB0B);
    static final LogEntry GENESIS = genesisOf(INCARNATION);

    static final JournalOwner OWNER = new JournalOwner(GENESIS.hash(), 0);

    private TestGroup() {}

    /** Op 1 of a group whose member 0 has this incarnation. */
    static LogEntry genesisOf(Incarnation incarnation) {
        Genesis genesis =
                new Genesis(
                        List.of(
                                new Member(0, "127.0.0.1:1", "127.0.0.1:2", incarnation),
                                new Member(1, "127.0.0.1:3", "127.0.0.1:4", new Incarnation(1, 1)),
                                new Member(2, "127.0.0.1:5", "127.0.0.1:6", new Incarnation(1, 2))),
                        new ModelClock(0, 1),
                        100_000,
                        50_000,
                        1,
                        new byte[] {1, 2, 3});
        return LogEntry.genesis(genesis, 1_000_000);
    }

    /** Op 1 of a group that is one replica. */
    static LogEntry genesisOfOne(Incarnation incarnation) {
        Genesis genesis =
                new Genesis(
                        List.of(new Member(0, "127.0.0.1:1", "127.0.0.1:2", incarnation)),
                        new ModelClock(0, 1),
                        100_000,
                        50_000,
                        1,
                        new byte[] {1, 2, 3});
        return LogEntry.genesis(genesis, 1_000_000);
    }

    static Path make(Path directory) throws IOException {
        DirectoryMaker.make(directory, GENESIS, INCARNATION);
        return directory;
    }

    /** The entry behind {@code previous}, with an operation of this length made from its number. */
    static LogEntry after(LogEntry previous, long viewNumber, int operationBytes) {
        long opNumber = previous.opNumber() + 1;
        byte[] operation = new byte[operationBytes];
        for (int i = 0; i < operationBytes; i++) {
            operation[i] = (byte) (opNumber * 31 + i * 7L + viewNumber);
        }
        return LogEntry.create(
                EntryKind.COMMAND,
                opNumber,
                viewNumber,
                1_000_000 + opNumber,
                new ClientId(1, 1),
                1,
                opNumber,
                operation,
                previous.hash());
    }

    static List<LogEntry> chain(LogEntry previous, long viewNumber, int count, int bytes) {
        List<LogEntry> entries = new ArrayList<>();
        LogEntry last = previous;
        for (int i = 0; i < count; i++) {
            last = after(last, viewNumber, bytes);
            entries.add(last);
        }
        return entries;
    }

    static JournalRecord entries(List<LogEntry> entries) {
        return new JournalRecord.Entries(0, 0, 1, entries);
    }
}
