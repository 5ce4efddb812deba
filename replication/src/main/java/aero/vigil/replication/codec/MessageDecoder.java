package aero.vigil.replication.codec;

import static aero.vigil.replication.codec.Fields.address;
import static aero.vigil.replication.codec.Fields.digest;
import static aero.vigil.replication.codec.Fields.micros;
import static aero.vigil.replication.codec.Fields.number;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.AgreedFrame;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Health;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.Message;
import aero.vigil.wire.replication.Wire;
import java.util.ArrayList;
import java.util.List;

/** Takes the message out of an envelope, or says what is wrong with it. */
final class MessageDecoder {

    private static final int MAX_TEXT_LENGTH = 1_024;

    private MessageDecoder() {}

    static Message decode(Wire.Envelope envelope) throws MalformedException {
        return switch (envelope.getMessageCase()) {
            case PREPARE -> prepare(envelope.getPrepare());
            case PREPARE_OK -> prepareOk(envelope.getPrepareOk());
            case COMMIT -> commit(envelope.getCommit());
            case COMMIT_OK -> commitOk(envelope.getCommitOk());
            case START_VIEW_CHANGE ->
                    new Message.StartViewChange(
                            view(envelope.getStartViewChange().getViewNumber()));
            case DO_VIEW_CHANGE -> doViewChange(envelope.getDoViewChange());
            case START_VIEW -> startView(envelope.getStartView());
            case NEWER_VIEW -> new Message.NewerView(view(envelope.getNewerView().getViewNumber()));
            case GET_STATE ->
                    new Message.GetState(
                            view(envelope.getGetState().getViewNumber()),
                            number(envelope.getGetState().getFromOp(), "from_op"));
            case NEW_STATE -> newState(envelope.getNewState());
            case FETCH_LOG -> fetchLog(envelope.getFetchLog());
            case LOG_PIECE -> logPiece(envelope.getLogPiece());
            case FORWARDED_REQUESTS -> forwardedRequests(envelope.getForwardedRequests());
            case REQUEST_REFUSED -> requestRefused(envelope.getRequestRefused());
            case READ_INDEX ->
                    new Message.ReadIndex(
                            view(envelope.getReadIndex().getViewNumber()),
                            number(envelope.getReadIndex().getReadNumber(), 1, "read_number"));
            case READ_INDEX_OK ->
                    new Message.ReadIndexOk(
                            view(envelope.getReadIndexOk().getViewNumber()),
                            number(envelope.getReadIndexOk().getReadNumber(), 1, "read_number"),
                            number(envelope.getReadIndexOk().getOpNumber(), "op_number"));
            case RECOVER ->
                    new Message.Recover(
                            view(envelope.getRecover().getViewNumber()),
                            envelope.getRecover().getNonce(),
                            number(envelope.getRecover().getAttempt(), "attempt"));
            case RECOVER_OK -> recoverOk(envelope.getRecoverOk());
            case ASK_MEMBERS ->
                    new Message.AskMembers(view(envelope.getAskMembers().getViewNumber()));
            case MEMBERS -> members(envelope.getMembers());
            case FIND_CHECKPOINT ->
                    new Message.FindCheckpoint(
                            view(envelope.getFindCheckpoint().getViewNumber()),
                            number(envelope.getFindCheckpoint().getAboveOp(), "above_op"));
            case CHECKPOINT_OFFER -> CheckpointCodec.decode(envelope.getCheckpointOffer());
            case GET_CHECKPOINT -> CheckpointCodec.decode(envelope.getGetCheckpoint());
            case CHECKPOINT_PIECE -> CheckpointCodec.decode(envelope.getCheckpointPiece());
            case MESSAGE_NOT_SET ->
                    throw new MalformedException(
                            Reason.UNKNOWN_KIND, "an envelope without a message we know");
        };
    }

    private static Message prepare(Wire.Prepare wire) throws MalformedException {
        return new Message.Prepare(
                view(wire.getViewNumber()),
                number(wire.getCommitNumber(), "commit_number"),
                EntryCodec.decodeChain(wire.getEntriesList(), 1));
    }

    private static Message prepareOk(Wire.PrepareOk wire) throws MalformedException {
        return new Message.PrepareOk(
                view(wire.getViewNumber()),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                health(wire.hasHealth(), wire.getHealth()));
    }

    private static Message commit(Wire.Commit wire) throws MalformedException {
        return new Message.Commit(
                view(wire.getViewNumber()),
                number(wire.getCommitNumber(), "commit_number"),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getRound(), "round"),
                micros(wire.getClusterClockMicros(), "cluster_clock_micros"),
                new AgreedFrame(
                        number(wire.getAgreedFrame(), "agreed_frame"),
                        digest(wire.getAgreedDigest(), "agreed_digest"),
                        releases(wire.getAgreedReleasesList())),
                number(wire.getPassedByAllOp(), "passed_by_all_op"));
    }

    private static List<Long> releases(List<Long> wire) throws MalformedException {
        if (wire.size() > Incarnations.MAX_MEMBERS) {
            throw new MalformedException(Reason.ENTRY_COUNT, wire.size() + " releases");
        }
        return wire;
    }

    private static Message commitOk(Wire.CommitOk wire) throws MalformedException {
        return new Message.CommitOk(
                view(wire.getViewNumber()),
                number(wire.getRound(), "round"),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getAppendedOp(), "appended_op"),
                health(wire.hasHealth(), wire.getHealth()));
    }

    private static Message doViewChange(Wire.DoViewChange wire) throws MalformedException {
        return new Message.DoViewChange(
                view(wire.getViewNumber()),
                number(wire.getLogView(), "log_view"),
                number(wire.getAdoptedOp(), "adopted_op"),
                digest(wire.getAdoptedHash(), "adopted_hash"),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getCommitNumber(), "commit_number"),
                wire.getTailCertain(),
                holes(wire.getDamagedList()),
                Incarnations.decode(wire.getMembersList()),
                number(wire.getMembersOp(), "members_op"));
    }

    private static List<Hole> holes(List<Wire.DamagedRange> wires) throws MalformedException {
        if (wires.size() > Limits.MAX_DAMAGED_RANGES) {
            throw new MalformedException(Reason.ENTRY_COUNT, wires.size() + " damaged ranges");
        }
        List<Hole> holes = new ArrayList<>(wires.size());
        for (Wire.DamagedRange wire : wires) {
            long firstOp = number(wire.getFirstOp(), 1, "first_op");
            holes.add(
                    new Hole(
                            firstOp,
                            number(wire.getLastOp(), firstOp, "last_op"),
                            digest(wire.getHash(), "hash"),
                            digest(wire.getHashBefore(), "hash_before")));
        }
        return holes;
    }

    private static Message startView(Wire.StartView wire) throws MalformedException {
        return new Message.StartView(
                view(wire.getViewNumber()),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getCommitNumber(), "commit_number"));
    }

    private static Message newState(Wire.NewState wire) throws MalformedException {
        return new Message.NewState(
                view(wire.getViewNumber()),
                EntryCodec.decodeChain(wire.getEntriesList(), 0),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getCommitNumber(), "commit_number"),
                number(wire.getFirstOp(), "first_op"));
    }

    private static Message fetchLog(Wire.FetchLog wire) throws MalformedException {
        return new Message.FetchLog(
                view(wire.getViewNumber()),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getAfterOp(), "after_op"));
    }

    private static Message logPiece(Wire.LogPiece wire) throws MalformedException {
        return new Message.LogPiece(
                view(wire.getViewNumber()),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                EntryCodec.decodeChain(wire.getEntriesList(), 0),
                wire.getLacking(),
                number(wire.getFirstOp(), "first_op"));
    }

    private static Message recoverOk(Wire.RecoverOk wire) throws MalformedException {
        return new Message.RecoverOk(
                view(wire.getViewNumber()),
                wire.getNonce(),
                number(wire.getAttempt(), "attempt"),
                number(wire.getOpNumber(), "op_number"),
                digest(wire.getHash(), "hash"),
                number(wire.getCommitNumber(), "commit_number"),
                Incarnations.decode(wire.getMembersList()));
    }

    private static Message members(Wire.Members wire) throws MalformedException {
        return new Message.Members(
                view(wire.getViewNumber()),
                number(wire.getReplacements(), "replacements"),
                Incarnations.decode(wire.getIncarnationsList()),
                Incarnations.decode(wire.getReplaced()),
                addresses(wire.getAddressesList()));
    }

    private static List<MemberAddresses> addresses(List<Wire.Addresses> wires)
            throws MalformedException {
        if (wires.size() > Incarnations.MAX_MEMBERS) {
            throw new MalformedException(Reason.ENTRY_COUNT, wires.size() + " members");
        }
        List<MemberAddresses> addresses = new ArrayList<>(wires.size());
        for (Wire.Addresses wire : wires) {
            addresses.add(
                    new MemberAddresses(
                            address(wire.getReplica(), "replica"),
                            address(wire.getGateway(), "gateway")));
        }
        return addresses;
    }

    private static Message forwardedRequests(Wire.ForwardedRequests wire)
            throws MalformedException {
        int count = wire.getRequestsCount();
        if (count > Limits.MAX_BATCH_ENTRIES) {
            throw new MalformedException(Reason.ENTRY_COUNT, count + " requests");
        }
        List<ClientRequest> requests = new ArrayList<>(count);
        for (Wire.ClientRequest request : wire.getRequestsList()) {
            requests.add(request(request));
        }
        return new Message.ForwardedRequests(view(wire.getViewNumber()), requests);
    }

    private static ClientRequest request(Wire.ClientRequest wire) throws MalformedException {
        try {
            return new ClientRequest(
                    new ClientId(wire.getClientHigh(), wire.getClientLow()),
                    number(wire.getSessionOp(), "session_op"),
                    number(wire.getRequestNumber(), "request_number"),
                    EntryCodec.kind(wire.getKindValue()),
                    wire.getOperation().toByteArray());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Reason.NOT_A_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Message requestRefused(Wire.RequestRefused wire) throws MalformedException {
        if (wire.getResult().size() > Limits.MAX_RESULT_BYTES
                || wire.getText().length() > MAX_TEXT_LENGTH) {
            throw new MalformedException(
                    Reason.TOO_LARGE,
                    "a reply of %d bytes and %d characters"
                            .formatted(wire.getResult().size(), wire.getText().length()));
        }
        return new Message.RequestRefused(
                view(wire.getViewNumber()),
                new ClientReply(
                        new ClientId(wire.getClientHigh(), wire.getClientLow()),
                        number(wire.getRequestNumber(), "request_number"),
                        Outcomes.decode(wire.getOutcome()),
                        wire.getResult().toByteArray(),
                        number(wire.getOpNumber(), "op_number"),
                        wire.getText()));
    }

    private static Health health(boolean present, Wire.Health wire) throws MalformedException {
        if (!present) {
            throw new MalformedException(Reason.FIELD_MISSING, "an acknowledgement without health");
        }
        return new Health(
                number(wire.getCommitNumber(), "commit_number"),
                number(wire.getFrameNumber(), "frame_number"),
                digest(wire.getFrameDigest(), "frame_digest"),
                micros(wire.getWallClockMicros(), "wall_clock_micros"),
                new CheckpointId(
                        number(wire.getCheckpointOp(), "checkpoint_op"),
                        digest(wire.getCheckpointDigest(), "checkpoint_digest")),
                (int) number(wire.getNewestVersion() & 0xffff_ffffL, "newest_version"),
                wire.getRelease(),
                wire.getLowSpace(),
                wire.getCatchingUp());
    }

    private static long view(long viewNumber) throws MalformedException {
        return number(viewNumber, "view_number");
    }
}
