package aero.vigil.replication.server;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointRead;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Outgoing;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import java.util.List;

/** Where a replica's outputs go; every method hands over and returns at once. */
interface Surroundings {

    /** The core, or what carries out its outputs, has broken: the process must end. */
    void broken(Throwable cause);

    void send(List<Outgoing> messages);

    /** Whom the log names from now on. */
    void members(MemberRoll roll);

    /** The group goes on without this replica: the process ends. */
    void takenOut(String text);

    /** Another disk has this member's place: the process must end. */
    void replaced(String text);

    /** Records, then the vote: forced in this order, and reported as {@code Forced}. */
    void write(Outputs outputs);

    /** Whether the journal takes more than clock ticks and completions bring. */
    boolean hasRoom();

    /** Whether a client waits for this reply here. */
    boolean isAwaited(ClientReply reply);

    void answer(List<ClientReply> replies);

    void answerQueries(List<QueryAnswer> answers);

    /** How the replica stands, before frames and statuses that are to say it. */
    void stands(Standing.Builder standing);

    /** Model time at this stamp. */
    long modelTimeMicros(long stampMicros);

    void publish(List<FrameCut> frames);

    /** Reported as {@code KeyframeEncoded}. */
    void encode(KeyframeCapture capture);

    /** Reported as {@code CheckpointPublished}. */
    void publish(CheckpointCapture capture);

    /** Reported as {@code CheckpointPieceRead}. */
    void read(CheckpointRead wanted);

    void keep(KeptPiece piece);

    void discard(CheckpointId wrong);

    /** Every member has this op durably; told now and then. Reported as {@code LogLetGo}. */
    void passedByAll(long opNumber);

    /** Reported as {@code CheckpointLoaded}. */
    void load(CheckpointId wanted);

    void alarm(Alarm alarm);

    void status(Status.Builder status);
}
