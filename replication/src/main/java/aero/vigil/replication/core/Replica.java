package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One replica of the group: a state machine that inputs go into and outputs come out of.
 *
 * <p>The loop that drives it, on one thread:
 *
 * <pre>{@code
 * perform(replica.start(clock.read(), random.nextLong()));
 * while (running) {
 *     for (Input input : allThatWait()) {       // messages before a clock tick (rule 1)
 *         replica.step(input, clock.read());
 *     }
 *     perform(replica.flush(clock.read()));     // sends, writes, votes, promises
 *     perform(replica.apply(clock.read()));     // replies, frames, a checkpoint; as long as
 *                                               // hasMoreToApply(), without waiting
 * }
 * }</pre>
 *
 * <p>{@code perform} hands {@link Outputs#write()} over to the journal before anything else of the
 * next step: {@link LogReader} must know those records then. Applying comes after sending, so that
 * a slow operation holds up no promise and no heartbeat.
 */
public final class Replica {

    private final ReplicaState state;
    private final Recovered recovered;
    private final Dispatch dispatch = new Dispatch();

    /** A replica that goes on from what its disk holds. */
    public Replica(
            ReplicaConfiguration configuration,
            StateMachine stateMachine,
            Recovered recovered,
            LogReader logReader) {
        this(configuration, stateMachine, recovered, logReader, new Assembly());
    }

    /** A replica of other parts, for what judges replicas to be qualified by. */
    public Replica(
            ReplicaConfiguration configuration,
            StateMachine stateMachine,
            Recovered recovered,
            LogReader logReader,
            Assembly assembly) {
        this.recovered = recovered;
        state =
                new ReplicaState(
                        configuration, recovered, logReader, assembly, new ClockReading(0, 0));
        state.greyPrimary = assembly.greyPrimary(state);
        state.growth = assembly.growth(state);
        state.leadership = assembly.leadership(state);
        state.membership = assembly.membership(state);
        state.normalOperation = assembly.normalOperation(state);
        state.viewChange = assembly.viewChange(state);
        state.adoption = assembly.adoption(state);
        state.suspicion = assembly.suspicion(state);
        state.stateTransfer = new StateTransfer(state);
        state.vouching = assembly.vouching(state);
        state.repair = new Repair(state);
        state.space = new DiskSpace(state);
        state.catchUp = assembly.catchUp(state);
        state.divergence = assembly.divergence(state);
        state.clientRequests = assembly.clientRequests(state);
        state.execution = new Execution(state, stateMachine, assembly);
        state.readIndex = assembly.readIndex(state);
        state.upgrades = assembly.upgrades(state);
        state.recovery = assembly.recovery(state);
    }

    /**
     * Restores the checkpoint, applies what is known to be committed, and says the first word. Its
     * outputs hold the last frames applied on the way.
     *
     * @param nonce random, for this start alone: the core has no randomness of its own
     */
    public Outputs start(ClockReading now, long nonce) {
        state.now = now;
        state.suspicion.start();
        state.execution.recover(recovered);
        state.growth.started();
        state.repair.start();
        state.recovery.start(nonce);
        return flush(now);
    }

    /** Takes in one thing that has happened. What comes of it is put out by {@link #flush}. */
    public void step(Input input, ClockReading now) {
        state.now = now;
        input.deliverTo(dispatch);
    }

    /** Ends a step: what has arrived is ordered, and everything wanted is put out. */
    public Outputs flush(ClockReading now) {
        state.now = now;
        state.clientRequests.forward();
        state.readIndex.askTogether();
        state.normalOperation.leadership().prepareArrived();
        state.normalOperation.acknowledgeAppended();
        if (takesPart()) {
            state.growth.enterEpoch();
        }
        if (takesPart() && state.membership.namesAnother()) {
            state.beReplaced();
        }
        return state.takeOutputs();
    }

    /** Applies committed ops, up to a frame or a bounded number. */
    public Outputs apply(ClockReading now) {
        state.now = now;
        state.execution.applyCommitted();
        state.execution.releaseCheckpoint();
        state.readIndex.answerReady();
        return state.takeOutputs();
    }

    /** Whether {@link #apply} has something to do. */
    public boolean hasMoreToApply() {
        return state.execution.hasMore() || state.readIndex.hasReady();
    }

    /** Its view. */
    public long viewNumber() {
        return state.viewNumber;
    }

    /** What it knows to be committed. */
    public long commitNumber() {
        return state.commitNumber;
    }

    /**
     * Whether its state is what one other replica alone said, so that its word for a digest is no
     * second one (rule 16).
     */
    public boolean isStateBorrowed() {
        return state.divergence.isBorrowed();
    }

    /** Whether it is the primary of a view that it has begun, followed or not. */
    public boolean isLeading() {
        return state.normalOperation.isLeading();
    }

    /** What it does in its view. */
    public ReplicaStatus.Status currentStatus() {
        return state.status;
    }

    /** What this replica says of itself now. */
    public ReplicaStatus status(ClockReading now) {
        state.now = now;
        List<ReplicaStatus.Peer> peers = new ArrayList<>(state.reach());
        for (int i = 0; i < state.reach(); i++) {
            if (i != state.index) {
                Peers.Peer peer = state.peers.get(i);
                Health health = peer.health;
                peers.add(
                        new ReplicaStatus.Peer(
                                i,
                                peer.connected,
                                now.monotonicMicros() - peer.heardMicros,
                                peer.acknowledgedOp,
                                health == null ? 0 : health.commitNumber()));
            }
        }
        Execution execution = state.execution;
        return new ReplicaStatus(
                state.index,
                state.groupSize(),
                state.status,
                state.viewNumber,
                state.primary(),
                state.normalOperation.leadership().isFollowed(),
                state.log.opNumber(),
                state.commitNumber,
                execution.appliedOp(),
                state.durability.forcedOp(),
                execution.frameNumber(),
                execution.frameDigest(),
                Math.max(0, state.knownCommitNumber - execution.appliedOp()),
                Math.max(0, now.monotonicMicros() - quorumMicros(now)),
                state.clock.read(now),
                execution.lastTickMicros(),
                state.clock.ownOffsetMicros(now),
                execution.checkpointOp(),
                execution.checkpoints().vouched().opNumber(),
                execution.stateMachine().version(),
                execution.stateMachine().newestVersion(),
                state.divergence.isDiverged(),
                state.passedByAllOp,
                state.suspicion.timeoutTicks() * Timing.CLOCK_TICK_MICROS,
                peers,
                state.counters.list());
    }

    /**
     * Until when there was a majority, as far as is known here: backups hear nothing of each other,
     * but that an op was committed, and that the next is due.
     */
    private long quorumMicros(ClockReading now) {
        return Math.max(
                state.peers.quorumHeardMicros(state.quorum() - 1, now),
                state.committedMicros + state.configuration.genesis().tickPeriodMicros());
    }

    /** Why this replica would not order that change of the group's size now; null: it would. */
    public @Nullable ResizeRefusal refusal(Input.Reconfigure wanted) {
        return state.growth.refusalToPerson(wanted);
    }

    /** Whether it was a member since its start, and the group goes on without it. */
    public boolean isTakenOut() {
        return state.growth.isTakenOut();
    }

    private boolean takesPart() {
        return state.status != ReplicaStatus.Status.RECOVERING;
    }

    /** Inputs and messages, each to the concern that it belongs to. */
    private final class Dispatch implements Input.Handler, Message.Handler {

        /** Whose message is being delivered. */
        private Incarnation sender = Incarnation.NONE;

        /** When somebody was last told that it is no member. */
        private long strangerTick = -Timing.REPEAT_TICKS;

        @Override
        public void received(Input.Received input) {
            int from = input.from();
            Message message = input.message();
            if (from < 0
                    || from >= state.places
                    || from == state.index
                    || state.replaced
                    || !Epoch.isPossible(message.viewNumber())) {
                state.counters.count("messages.refused");
                return;
            }
            state.reached(from, message.viewNumber());
            sender = input.incarnation();
            boolean anybody = message.standing() == Message.Standing.ANYBODY;
            if (!takesPart()) {
                if (anybody) {
                    message.deliverTo(from, this);
                }
                return;
            }
            if (!isHeard(from, message)) {
                return;
            }
            if (message.viewNumber() > state.viewNumber) {
                state.viewChange.evidence(message.viewNumber());
            }
            boolean ofThisView = state.viewChange.isOfThisView(message);
            if (!ofThisView && message.viewNumber() < state.viewNumber) {
                state.send(from, new Message.NewerView(state.viewNumber));
            }
            if (anybody || ofThisView) {
                message.deliverTo(from, this);
            }
        }

        /** Whether the sender is a member; else it hears what there is to say to it (rule 20). */
        private boolean isHeard(int from, Message message) {
            if (state.membership.isNamed(from, sender)) {
                if (from >= state.groupSize()) {
                    state.growth.heard(from, sender);
                }
                state.peers.heard(from, state.tick, state.now);
                state.suspicion.heard(from, message);
                return true;
            }
            if (from >= state.groupSize() && !state.membership.isRetired(sender)) {
                return isHeardAsLearner(from, message);
            }
            if (state.membership.isInLog(from, sender)
                    && message.standing() == Message.Standing.NAMED) {
                hearUncommitted(from, message);
                askMembers();
                return false;
            }
            state.counters.count("members.unnamed");
            boolean retired = state.membership.isRetired(sender);
            switch (message.standing()) {
                case ANYBODY -> message.deliverTo(from, this);
                case REPORT -> {
                    if (!retired && message.viewNumber() == state.viewNumber) {
                        message.deliverTo(from, this);
                    }
                }
                case NAMED -> {}
            }
            if (message.standing() != Message.Standing.ANYBODY
                    && state.tick - strangerTick >= Timing.REPEAT_TICKS) {
                strangerTick = state.tick;
                state.tellMembers(from, sender);
                if (!retired) {
                    state.sendToOthers(new Message.AskMembers(state.viewNumber));
                }
            }
            return false;
        }

        /**
         * Who is behind the members of this view counts for nothing in it, and is heard all the
         * same: it may become one. Its word for a later view is none, as long as it is not named.
         */
        private boolean isHeardAsLearner(int from, Message message) {
            state.growth.heard(from, sender);
            state.peers.heard(from, state.tick, state.now);
            if (message.viewNumber() > state.viewNumber && state.membership.isInLog(from, sender)) {
                state.viewChange.evidence(message.viewNumber());
            } else if (message.viewNumber() > state.viewNumber) {
                askMembers();
                if (message.standing() == Message.Standing.ANYBODY) {
                    message.deliverTo(from, this);
                }
                return false;
            }
            return true;
        }

        /** The others may know it committed; where it leads, nobody else would say so. */
        private void askMembers() {
            if (state.tick - strangerTick >= Timing.REPEAT_TICKS) {
                strangerTick = state.tick;
                state.sendToOthers(new Message.AskMembers(state.viewNumber));
            }
        }

        /** A member to be, as far as is known here: it may say that f + 1 want a view. */
        private void hearUncommitted(int from, Message message) {
            if (message.viewNumber() > state.viewNumber) {
                state.viewChange.evidence(message.viewNumber());
            }
            if (message.viewNumber() == state.viewNumber
                    && message instanceof Message.StartViewChange) {
                state.suspicion.solicited(from);
            }
        }

        @Override
        public void clockTick() {
            state.tick++;
            state.recovery.clockTick();
            state.catchUp.clockTick();
            state.divergence.clockTick();
            if (!takesPart()) {
                return;
            }
            state.normalOperation.leadership().clockTick();
            state.suspicion.clockTick();
            state.viewChange.clockTick();
            state.stateTransfer.clockTick();
            state.repair.clockTick();
            state.clientRequests.clockTick();
            state.readIndex.clockTick();
        }

        @Override
        public void forced(Input.Forced input) {
            state.durability.forced(input);
            state.repair.forced();
            state.normalOperation.leadership().advanceCommitNumber();
            state.adoption.forced();
            state.viewChange.forced();
            state.recovery.forced();
        }

        @Override
        public void submitted(Input.Submitted input) {
            state.clientRequests.submitted(input.request());
        }

        @Override
        public void asked(Input.Asked input) {
            state.readIndex.asked(input.query());
        }

        @Override
        public void peerLost(Input.PeerLost input) {
            state.peers.get(input.peer()).connected = false;
            if (takesPart()) {
                state.suspicion.peerLost(input.peer(), input.reconnectRefused());
            }
        }

        @Override
        public void peerConnected(Input.PeerConnected input) {
            state.peers.get(input.peer()).connected = true;
            state.suspicion.peerConnected(input.peer());
        }

        @Override
        public void checkpointPublished(Input.CheckpointPublished input) {
            state.execution.checkpointPublished(input);
        }

        @Override
        public void keyframeEncoded(Input.KeyframeEncoded input) {
            state.execution.keyframeEncoded(input);
        }

        @Override
        public void diskSpace(Input.SpaceLeft input) {
            state.space.told(input.low());
        }

        @Override
        public void reconfigure(Input.Reconfigure input) {
            state.growth.wanted(input);
        }

        @Override
        public void stepDown(Input.StepDown input) {
            state.normalOperation.leadership().stepDown();
        }

        @Override
        public void checkpointPieceRead(Input.CheckpointPieceRead input) {
            state.catchUp.checkpointPieceRead(input);
        }

        @Override
        public void checkpointKept(Input.CheckpointKept input) {
            state.incoming = input.incoming();
        }

        @Override
        public void checkpointLoaded(Input.CheckpointLoaded input) {
            state.divergence.checkpointLoaded(input.checkpoint(), input.bytes());
        }

        @Override
        public void logLetGo(Input.LogLetGo input) {
            state.log.letGoBelow(input.firstOp());
        }

        @Override
        public void findCheckpoint(int from, Message.FindCheckpoint message) {
            state.catchUp.findCheckpoint(from, message);
        }

        @Override
        public void checkpointOffer(int from, Message.CheckpointOffer message) {
            state.catchUp.checkpointOffer(from, message);
        }

        @Override
        public void getCheckpoint(int from, Message.GetCheckpoint message) {
            state.catchUp.getCheckpoint(from, message);
        }

        @Override
        public void checkpointPiece(int from, Message.CheckpointPiece message) {
            state.catchUp.checkpointPiece(from, message);
        }

        @Override
        public void prepare(int from, Message.Prepare message) {
            state.normalOperation.prepare(from, message);
        }

        @Override
        public void prepareOk(int from, Message.PrepareOk message) {
            state.normalOperation.leadership().prepareOk(from, message);
        }

        @Override
        public void commit(int from, Message.Commit message) {
            state.normalOperation.commit(from, message);
        }

        @Override
        public void commitOk(int from, Message.CommitOk message) {
            state.normalOperation.leadership().commitOk(from, message);
        }

        @Override
        public void startViewChange(int from, Message.StartViewChange message) {
            state.suspicion.solicited(from);
        }

        @Override
        public void doViewChange(int from, Message.DoViewChange message) {
            state.viewChange.doViewChange(from, sender, message);
        }

        @Override
        public void startView(int from, Message.StartView message) {
            state.viewChange.startView(from, message);
        }

        @Override
        public void newerView(int from, Message.NewerView message) {
            // Its view-number was all it had to say.
        }

        @Override
        public void getState(int from, Message.GetState message) {
            state.stateTransfer.getState(from, message);
        }

        @Override
        public void newState(int from, Message.NewState message) {
            state.stateTransfer.newState(from, message);
        }

        @Override
        public void fetchLog(int from, Message.FetchLog message) {
            state.stateTransfer.fetchLog(from, message);
        }

        @Override
        public void logPiece(int from, Message.LogPiece message) {
            boolean isLetGo = message.firstOp() > message.opNumber(); // which denies nothing
            if (message.entries().isEmpty() && !isLetGo && !mayDeny(from, message)) {
                return; // others are asked in time
            }
            state.adoption.logPiece(from, message);
            state.repair.logPiece(from, message);
        }

        /**
         * Whether it means anything that this one does not have an entry: only in this view, for in
         * an earlier one it may promise that entry yet (rule 11).
         */
        private boolean mayDeny(int from, Message.LogPiece message) {
            return message.viewNumber() == state.viewNumber
                    && state.viewChange.mayDeny(from, sender, message.opNumber());
        }

        @Override
        public void forwardedRequests(int from, Message.ForwardedRequests message) {
            state.clientRequests.forwarded(from, message);
        }

        @Override
        public void requestRefused(int from, Message.RequestRefused message) {
            state.clientRequests.refused(message.reply());
        }

        @Override
        public void readIndex(int from, Message.ReadIndex message) {
            state.readIndex.readIndex(from, message);
        }

        @Override
        public void readIndexOk(int from, Message.ReadIndexOk message) {
            state.readIndex.readIndexOk(from, message);
        }

        @Override
        public void recover(int from, Message.Recover message) {
            if (takesPart()) {
                state.recovery.asked(from, sender, message);
            }
        }

        @Override
        public void recoverOk(int from, Message.RecoverOk message) {
            state.recovery.answered(from, sender, message);
        }

        @Override
        public void askMembers(int from, Message.AskMembers message) {
            state.tellMembers(from, sender);
        }

        @Override
        public void members(int from, Message.Members message) {
            state.membership.teach(message.replacements(), message.incarnations());
            state.membership.hint(message.replacements(), message.addresses());
            if (message.replaced().equals(state.incarnation)) {
                state.beReplaced();
            }
        }
    }
}
