package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/** What can happen to a replica. The loop takes all waiting messages before a clock tick. */
public sealed interface Input {

    /** Gives this input to the method of its kind. */
    void deliverTo(Handler handler);

    /** One method a kind of input. */
    interface Handler {
        void received(Received input);

        void clockTick();

        void forced(Forced input);

        void submitted(Submitted input);

        void asked(Asked input);

        void peerLost(PeerLost input);

        void peerConnected(PeerConnected input);

        void checkpointPublished(CheckpointPublished input);

        void keyframeEncoded(KeyframeEncoded input);

        void diskSpace(SpaceLeft input);

        void reconfigure(Reconfigure input);

        void stepDown(StepDown input);

        void checkpointPieceRead(CheckpointPieceRead input);

        void checkpointKept(CheckpointKept input);

        void checkpointLoaded(CheckpointLoaded input);

        void logLetGo(LogLetGo input);
    }

    /**
     * A message of another replica of this group.
     *
     * @param from its index
     * @param incarnation the life of its disk; the core decides whether it counts (rule 20)
     */
    record Received(int from, Incarnation incarnation, Message message) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.received(this);
        }
    }

    /** Ten milliseconds have passed. After a pause, one and not several. */
    record ClockTick() implements Input {
        /** The only one needed. */
        public static final ClockTick INSTANCE = new ClockTick();

        @Override
        public void deliverTo(Handler handler) {
            handler.clockTick();
        }
    }

    /**
     * Everything handed out up to here is durable.
     *
     * @param journalSequence see {@link Outputs#journalSequence()}
     * @param voteGeneration of the last vote forced, handed out or read at start
     */
    record Forced(long journalSequence, long voteGeneration) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.forced(this);
        }
    }

    /** A request of a client of this replica's gateway; repeating one does no harm. */
    record Submitted(ClientRequest request) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.submitted(this);
        }
    }

    /** A question of a client of this replica's gateway. */
    record Asked(Query query) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.asked(this);
        }
    }

    /**
     * The connection to another replica was reset, or an attempt to connect has failed.
     *
     * @param reconnectRefused whether the immediate reconnect was refused, or not accepted within 5
     *     ms: the process is gone, not merely one connection
     */
    record PeerLost(int peer, boolean reconnectRefused) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.peerLost(this);
        }
    }

    /** There is a connection to another replica. */
    record PeerConnected(int peer) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.peerConnected(this);
        }
    }

    /** A checkpoint captured by {@link Outputs#checkpoint()} is durable under its name. */
    record CheckpointPublished(long opNumber, Digest digest) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.checkpointPublished(this);
        }
    }

    /**
     * A piece that {@link Outputs#checkpointReads()} asked for was read, or could not be.
     *
     * @param wanted as asked
     * @param pieces the list of pieces, if that was asked for and is there
     * @param bytes the piece, if that was asked for and is there
     */
    record CheckpointPieceRead(
            CheckpointRead wanted, @Nullable CheckpointPieces pieces, byte @Nullable [] bytes)
            implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.checkpointPieceRead(this);
        }
    }

    /**
     * The checkpoint of {@link Outputs#checkpointToLoad()} was read, or is not there, or not whole.
     */
    record CheckpointLoaded(CheckpointId checkpoint, byte @Nullable [] bytes) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.checkpointLoaded(this);
        }
    }

    /** At the start: a former life was fetching a checkpoint, and this is there of it. */
    record CheckpointKept(IncomingCheckpoint incoming) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.checkpointKept(this);
        }
    }

    /** The journal has let go of the files in which everything is before this op. */
    record LogLetGo(long firstOp) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.logLetGo(this);
        }
    }

    /**
     * A keyframe captured by {@link Outputs#keyframes()} has been encoded.
     *
     * @param digest the SHA-256 of its bytes
     */
    record KeyframeEncoded(long frameNumber, Digest digest) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.keyframeEncoded(this);
        }
    }

    /**
     * A person wants a group of another size; a primary orders it, and any other refuses.
     *
     * @param groupSize one more than it is, or one less
     * @param added the learner that is meant where it grows; {@link Incarnation#NONE}: whoever is
     *     there
     * @param addresses where that one is reached
     */
    record Reconfigure(int groupSize, Incarnation added, MemberAddresses addresses)
            implements Input {

        /** Whoever is in the next place, at addresses that nobody needs. */
        public Reconfigure(int groupSize) {
            this(groupSize, Incarnation.NONE, MemberAddresses.NONE);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.reconfigure(this);
        }
    }

    /** A person wants another primary: this machine is to be stopped, say. */
    record StepDown() implements Input {
        /** The only one needed. */
        public static final StepDown INSTANCE = new StepDown();

        @Override
        public void deliverTo(Handler handler) {
            handler.stepDown(this);
        }
    }

    /**
     * How the disk is filled.
     *
     * @param low whether less is left than the watermark
     */
    record SpaceLeft(boolean low) implements Input {
        @Override
        public void deliverTo(Handler handler) {
            handler.diskSpace(this);
        }
    }
}
