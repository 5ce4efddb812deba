package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.ResizeRefusal;
import aero.vigil.wire.gateway.PlanePart;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the gateway asks of its replica. */
public interface ReplicaPort {

    /**
     * Hands a request over; the replica passes it to the primary.
     *
     * @return false when its inbox is full
     */
    boolean submit(ClientRequest request);

    /**
     * Hands a question over, to be answered by {@link Gateway#answerQueries}.
     *
     * @return false when it is not taken: its inbox is full, or this port takes requests only
     */
    default boolean ask(Query query) {
        return false;
    }

    /**
     * A person wants another primary.
     *
     * @return false when it is not taken: its inbox is full, or this port takes requests only
     */
    default boolean stepDown() {
        return false;
    }

    /**
     * A person wants a group of another size.
     *
     * @param answered told once, on any thread, why not; null: it is ordered
     */
    default void resize(Input.Reconfigure wanted, Consumer<@Nullable ResizeRefusal> answered) {
        answered.accept(ResizeRefusal.NOT_PRIMARY);
    }

    /**
     * Makes one frame of several in a row, the same bytes of the same frames at every replica.
     *
     * @param bodies of the frames, in order
     * @return null when no slow stream is given here
     */
    default byte @Nullable [] conflate(List<byte[]> bodies) {
        return null;
    }

    /** Of a body made by {@link #conflate} what a part of the plane is told. */
    default byte[] within(byte[] one, PlanePart part) {
        return one;
    }

    /** The recorded log that is shown in place of a replica; null: this is a replica. */
    default @Nullable ReplayPort replay() {
        return null;
    }
}
