package aero.vigil.replication.codec;

import aero.vigil.replication.core.AgreedFrame;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Health;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogBase;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of the core as a seed decides, over the whole range of each field. */
public final class RandomValues {

    private static final int KINDS_OF_MESSAGE = 24;

    private final Random random;

    public RandomValues(long seed) {
        this.random = new Random(seed);
    }

    /** A number of any magnitude, small ones as often as great ones. */
    public long number() {
        return random.nextLong() >>> (4 + random.nextInt(60));
    }

    public Digest digest() {
        return Digest.fromBytes(bytes(Digest.BYTES));
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Entries that follow each other, as many as 0 to {@code most}. */
    public List<LogEntry> chain(int least, int most) {
        int count = least + random.nextInt(most - least + 1);
        return chainFrom(1 + number() / 2, digest(), count);
    }

    public List<LogEntry> chainFrom(long firstOp, Digest previousHash, int count) {
        List<LogEntry> entries = new ArrayList<>();
        Digest previous = previousHash;
        for (int i = 0; i < count; i++) {
            LogEntry entry =
                    LogEntry.create(
                            oneOf(EntryKind.values()),
                            firstOp + i,
                            number(),
                            random.nextBoolean() ? number() : -number(),
                            new ClientId(random.nextLong(), random.nextLong()),
                            number(),
                            number(),
                            bytes(random.nextInt(300)),
                            previous);
            entries.add(entry);
            previous = entry.hash();
        }
        return entries;
    }

    public Vote vote() {
        long logView = number() / 2;
        return new Vote(
                1 + number() / 2,
                logView + random.nextInt(5),
                logView,
                1 + number() / 2,
                digest(),
                new Incarnation(random.nextLong(), random.nextLong()),
                random.nextBoolean());
    }

    public JournalRecord journalRecord() {
        long forkOp = number() / 2;
        return switch (random.nextInt(7)) {
            case 0 -> new JournalRecord.Entries(number(), number(), number(), chain(1, 12));
            case 1 -> new JournalRecord.Staged(number(), chain(1, 12));
            case 2 ->
                    new JournalRecord.LogAdopted(
                            number(), forkOp, forkOp + random.nextInt(99), digest(), number());
            case 3 ->
                    new JournalRecord.LogAdopted(
                            number(),
                            forkOp + 1,
                            forkOp + 1 + random.nextInt(99),
                            digest(),
                            number(),
                            new LogBase(forkOp + 1, digest()));
            case 4 -> new JournalRecord.LogBegins(new LogBase(forkOp + 1, digest()));
            case 5 -> new JournalRecord.Repaired(chain(1, 20));
            default -> new JournalRecord.CheckpointTaken(1 + number() / 2, digest());
        };
    }

    public Message message() {
        return message(random.nextInt(KINDS_OF_MESSAGE));
    }

    private Message message(int kind) {
        return switch (kind) {
            case 0 -> new Message.Prepare(number(), number(), chain(1, 20));
            case 1 -> new Message.PrepareOk(number(), number(), digest(), health());
            case 2 ->
                    new Message.Commit(
                            number(),
                            number(),
                            number(),
                            digest(),
                            number(),
                            -number(),
                            new AgreedFrame(
                                    number(), digest(), List.of(random.nextLong(), number())),
                            number());
            case 3 ->
                    new Message.CommitOk(
                            number(), number(), number(), digest(), number(), health());
            case 4 -> new Message.StartViewChange(number());
            case 5 ->
                    new Message.DoViewChange(
                            number(),
                            number(),
                            number(),
                            digest(),
                            number(),
                            digest(),
                            number(),
                            random.nextBoolean(),
                            holes(),
                            incarnations(),
                            number());
            case 6 -> new Message.StartView(number(), number(), digest(), number());
            case 7 -> new Message.NewerView(number());
            case 8 -> new Message.GetState(number(), number());
            case 9 ->
                    new Message.NewState(
                            number(), chain(0, 20), number(), digest(), number(), number());
            case 10 -> new Message.FetchLog(number(), number(), digest(), number());
            case 11 ->
                    new Message.LogPiece(
                            number(),
                            number(),
                            digest(),
                            chain(0, 20),
                            random.nextBoolean(),
                            number());
            case 12 -> new Message.ForwardedRequests(number(), requests());
            case 19 -> new Message.FindCheckpoint(number(), number());
            case 20 ->
                    new Message.CheckpointOffer(
                            number(),
                            random.nextBoolean(),
                            List.of(checkpoint(), checkpoint()),
                            List.of(checkpoint()),
                            checkpoint());
            case 21 -> new Message.GetCheckpoint(number(), checkpoint(), random.nextInt(99) - 1);
            case 22 -> checkpointPiece();
            case 13 -> new Message.ReadIndex(number(), 1 + number() / 2);
            case 14 -> new Message.ReadIndexOk(number(), 1 + number() / 2, number());
            case 15 -> new Message.Recover(number(), random.nextLong(), number());
            case 16 ->
                    new Message.RecoverOk(
                            number(),
                            random.nextLong(),
                            number(),
                            number(),
                            digest(),
                            number(),
                            incarnations());
            case 17 -> new Message.AskMembers(number());
            case 18 ->
                    new Message.Members(
                            number(), number(), incarnations(), incarnation(), addresses());
            default -> new Message.RequestRefused(number(), reply());
        };
    }

    private <T> T oneOf(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            long first = 1 + number() / 4;
            holes.add(new Hole(first, first + random.nextInt(9), digest(), digest()));
        }
        return holes;
    }

    private Incarnation incarnation() {
        return new Incarnation(random.nextLong(), random.nextLong());
    }

    private List<Incarnation> incarnations() {
        List<Incarnation> incarnations = new ArrayList<>();
        for (int left = random.nextInt(8); left > 0; left--) {
            incarnations.add(incarnation());
        }
        return incarnations;
    }

    private List<MemberAddresses> addresses() {
        List<MemberAddresses> addresses = new ArrayList<>();
        for (int left = random.nextInt(8); left > 0; left--) {
            addresses.add(
                    random.nextBoolean()
                            ? MemberAddresses.NONE
                            : new MemberAddresses("host-" + left + ":65535", "10.0.0.1:1"));
        }
        return addresses;
    }

    private CheckpointId checkpoint() {
        return new CheckpointId(number(), digest());
    }

    private Message checkpointPiece() {
        byte[] whole = bytes(1 + random.nextInt(1_000));
        return switch (random.nextInt(3)) {
            case 0 -> new Message.CheckpointPiece(number(), checkpoint(), 5, null, null);
            case 1 ->
                    new Message.CheckpointPiece(
                            number(), checkpoint(), -1, CheckpointPieces.of(whole, 100), null);
            default -> new Message.CheckpointPiece(number(), checkpoint(), 3, null, whole);
        };
    }

    private Health health() {
        return new Health(
                number(),
                number(),
                digest(),
                -number(),
                new CheckpointId(number(), digest()),
                random.nextInt(1 << 20),
                random.nextLong(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private List<ClientRequest> requests() {
        List<ClientRequest> requests = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            ClientId client = new ClientId(random.nextLong(), 1 + number() / 2);
            requests.add(
                    random.nextBoolean()
                            ? ClientRequest.register(
                                    client,
                                    new SessionIdentity(0, "controller-é", List.of("executive")))
                            : new ClientRequest(
                                    client,
                                    1 + number() / 2,
                                    1 + number() / 2,
                                    EntryKind.COMMAND,
                                    bytes(random.nextInt(300))));
        }
        return requests;
    }

    private ClientReply reply() {
        return new ClientReply(
                new ClientId(random.nextLong(), random.nextLong()),
                number(),
                oneOf(ClientReply.Outcome.values()),
                bytes(random.nextInt(1_024)),
                number(),
                "position not held");
    }
}
