package aero.vigil.replication.codec;

import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Health;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.Message;
import aero.vigil.wire.replication.Wire;

/** Puts the message it is given into an envelope. */
record MessageEncoder(Wire.Envelope.Builder envelope) implements Message.Handler {

    @Override
    public void prepare(int from, Message.Prepare message) {
        envelope.getPrepareBuilder()
                .setViewNumber(message.viewNumber())
                .setCommitNumber(message.commitNumber())
                .addAllEntries(EntryCodec.encode(message.entries()));
    }

    @Override
    public void prepareOk(int from, Message.PrepareOk message) {
        envelope.getPrepareOkBuilder()
                .setViewNumber(message.viewNumber())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setHealth(health(message.health()));
    }

    @Override
    public void commit(int from, Message.Commit message) {
        envelope.getCommitBuilder()
                .setViewNumber(message.viewNumber())
                .setCommitNumber(message.commitNumber())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setRound(message.round())
                .setClusterClockMicros(message.clusterClockMicros())
                .setAgreedFrame(message.agreed().frameNumber())
                .setAgreedDigest(Fields.bytes(message.agreed().digest()))
                .addAllAgreedReleases(message.agreed().releases())
                .setPassedByAllOp(message.passedByAllOp());
    }

    @Override
    public void commitOk(int from, Message.CommitOk message) {
        envelope.getCommitOkBuilder()
                .setViewNumber(message.viewNumber())
                .setRound(message.round())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setAppendedOp(message.appendedOp())
                .setHealth(health(message.health()));
    }

    @Override
    public void startViewChange(int from, Message.StartViewChange message) {
        envelope.getStartViewChangeBuilder().setViewNumber(message.viewNumber());
    }

    @Override
    public void doViewChange(int from, Message.DoViewChange message) {
        Wire.DoViewChange.Builder report = envelope.getDoViewChangeBuilder();
        report.setViewNumber(message.viewNumber())
                .setLogView(message.logView())
                .setAdoptedOp(message.adoptedOp())
                .setAdoptedHash(Fields.bytes(message.adoptedHash()))
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setCommitNumber(message.commitNumber())
                .setTailCertain(message.tailCertain())
                .addAllMembers(Incarnations.encode(message.members()))
                .setMembersOp(message.membersOp());
        for (Hole hole : message.damaged()) {
            report.addDamagedBuilder()
                    .setFirstOp(hole.firstOp())
                    .setLastOp(hole.lastOp())
                    .setHash(Fields.bytes(hole.hash()))
                    .setHashBefore(Fields.bytes(hole.hashBefore()));
        }
    }

    @Override
    public void startView(int from, Message.StartView message) {
        envelope.getStartViewBuilder()
                .setViewNumber(message.viewNumber())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setCommitNumber(message.commitNumber());
    }

    @Override
    public void newerView(int from, Message.NewerView message) {
        envelope.getNewerViewBuilder().setViewNumber(message.viewNumber());
    }

    @Override
    public void getState(int from, Message.GetState message) {
        envelope.getGetStateBuilder()
                .setViewNumber(message.viewNumber())
                .setFromOp(message.fromOp());
    }

    @Override
    public void newState(int from, Message.NewState message) {
        envelope.getNewStateBuilder()
                .setViewNumber(message.viewNumber())
                .addAllEntries(EntryCodec.encode(message.entries()))
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setCommitNumber(message.commitNumber())
                .setFirstOp(message.firstOp());
    }

    @Override
    public void fetchLog(int from, Message.FetchLog message) {
        envelope.getFetchLogBuilder()
                .setViewNumber(message.viewNumber())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setAfterOp(message.afterOp());
    }

    @Override
    public void logPiece(int from, Message.LogPiece message) {
        envelope.getLogPieceBuilder()
                .setViewNumber(message.viewNumber())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .addAllEntries(EntryCodec.encode(message.entries()))
                .setLacking(message.lacking())
                .setFirstOp(message.firstOp());
    }

    @Override
    public void forwardedRequests(int from, Message.ForwardedRequests message) {
        Wire.ForwardedRequests.Builder forwarded = envelope.getForwardedRequestsBuilder();
        forwarded.setViewNumber(message.viewNumber());
        for (ClientRequest request : message.requests()) {
            forwarded
                    .addRequestsBuilder()
                    .setClientHigh(request.clientId().high())
                    .setClientLow(request.clientId().low())
                    .setSessionOp(request.sessionOp())
                    .setRequestNumber(request.requestNumber())
                    .setKindValue(request.kind().code())
                    .setOperation(Fields.bytes(request.operation()));
        }
    }

    @Override
    public void requestRefused(int from, Message.RequestRefused message) {
        ClientReply reply = message.reply();
        envelope.getRequestRefusedBuilder()
                .setViewNumber(message.viewNumber())
                .setClientHigh(reply.clientId().high())
                .setClientLow(reply.clientId().low())
                .setRequestNumber(reply.requestNumber())
                .setOutcome(Outcomes.encode(reply.outcome()))
                .setResult(Fields.bytes(reply.result()))
                .setOpNumber(reply.opNumber())
                .setText(reply.text());
    }

    @Override
    public void readIndex(int from, Message.ReadIndex message) {
        envelope.getReadIndexBuilder()
                .setViewNumber(message.viewNumber())
                .setReadNumber(message.readNumber());
    }

    @Override
    public void readIndexOk(int from, Message.ReadIndexOk message) {
        envelope.getReadIndexOkBuilder()
                .setViewNumber(message.viewNumber())
                .setReadNumber(message.readNumber())
                .setOpNumber(message.opNumber());
    }

    @Override
    public void recover(int from, Message.Recover message) {
        envelope.getRecoverBuilder()
                .setViewNumber(message.viewNumber())
                .setNonce(message.nonce())
                .setAttempt(message.attempt());
    }

    @Override
    public void recoverOk(int from, Message.RecoverOk message) {
        envelope.getRecoverOkBuilder()
                .setViewNumber(message.viewNumber())
                .setNonce(message.nonce())
                .setAttempt(message.attempt())
                .setOpNumber(message.opNumber())
                .setHash(Fields.bytes(message.hash()))
                .setCommitNumber(message.commitNumber())
                .addAllMembers(Incarnations.encode(message.members()));
    }

    @Override
    public void askMembers(int from, Message.AskMembers message) {
        envelope.getAskMembersBuilder().setViewNumber(message.viewNumber());
    }

    @Override
    public void members(int from, Message.Members message) {
        envelope.getMembersBuilder()
                .setViewNumber(message.viewNumber())
                .setReplacements(message.replacements())
                .addAllIncarnations(Incarnations.encode(message.incarnations()))
                .setReplaced(Incarnations.encode(message.replaced()))
                .addAllAddresses(
                        message.addresses().stream()
                                .map(
                                        each ->
                                                Wire.Addresses.newBuilder()
                                                        .setReplica(each.replica())
                                                        .setGateway(each.gateway())
                                                        .build())
                                .toList());
    }

    @Override
    public void findCheckpoint(int from, Message.FindCheckpoint message) {
        envelope.getFindCheckpointBuilder()
                .setViewNumber(message.viewNumber())
                .setAboveOp(message.aboveOp());
    }

    @Override
    public void checkpointOffer(int from, Message.CheckpointOffer message) {
        CheckpointCodec.encode(message, envelope.getCheckpointOfferBuilder());
    }

    @Override
    public void getCheckpoint(int from, Message.GetCheckpoint message) {
        envelope.getGetCheckpointBuilder()
                .setViewNumber(message.viewNumber())
                .setCheckpoint(CheckpointCodec.encode(message.checkpoint()))
                .setPieceNumber(message.piece() + 1);
    }

    @Override
    public void checkpointPiece(int from, Message.CheckpointPiece message) {
        CheckpointCodec.encode(message, envelope.getCheckpointPieceBuilder());
    }

    private static Wire.Health health(Health health) {
        return Wire.Health.newBuilder()
                .setCommitNumber(health.commitNumber())
                .setFrameNumber(health.frameNumber())
                .setFrameDigest(Fields.bytes(health.frameDigest()))
                .setWallClockMicros(health.wallClockMicros())
                .setCheckpointOp(health.checkpoint().opNumber())
                .setCheckpointDigest(Fields.bytes(health.checkpoint().digest()))
                .setNewestVersion(health.newestVersion())
                .setRelease(health.release())
                .setLowSpace(health.lowSpace())
                .setCatchingUp(health.catchingUp())
                .build();
    }
}
