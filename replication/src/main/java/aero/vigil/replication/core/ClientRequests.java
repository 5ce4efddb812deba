package aero.vigil.replication.core;

import aero.vigil.replication.core.ClientReply.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way into the log (VRR §4.1, steps 1 and 2).
 *
 * <p>Each replica keeps the requests of its own clients until it has applied them, passes them to
 * the primary, and passes them again when a view begins or nothing is heard of them. The primary
 * checks what arrives against the client table and the log above it; that is an optimisation, for
 * what takes effect is decided when an op is applied.
 */
public class ClientRequests {

    private final ReplicaState state;

    /** Of this replica's own clients: one a client, the latest. */
    private final Map<ClientId, Waiting> waiting = new LinkedHashMap<>();

    private long waitingBytes;

    /** At a backup: to be passed on in this step. */
    private final List<ClientRequest> toForward = new ArrayList<>();

    /** At the primary: to be ordered. */
    private final Deque<Arrived> arrived = new ArrayDeque<>();

    private long arrivedBytes;

    private record Arrived(ClientRequest request, int from) {}

    private static final class Waiting {
        final ClientRequest request;
        final long sinceTick;
        long passedTick;

        Waiting(ClientRequest request, long tick) {
            this.request = request;
            this.sinceTick = tick;
            this.passedTick = tick;
        }
    }

    protected ClientRequests(ReplicaState state) {
        this.state = state;
    }

    /** A client of this replica's own gateway asks. */
    void submitted(ClientRequest request) {
        ClientReply known = state.execution.clientTable().answerKnown(request);
        if (known != null) {
            state.outputs.reply(known);
            return;
        }
        Waiting before = waiting.get(request.clientId());
        if (before != null && before.request.requestNumber() > request.requestNumber()) {
            return; // a late repeat: its client has gone on
        }
        if (before == null && isFull(request)) {
            state.counters.count("requests.refused");
            state.outputs.reply(
                    ClientTable.refused(request, Outcome.REFUSED, "too many requests wait here"));
            return;
        }
        if (before != null) {
            waitingBytes -= before.request.sizeBytes();
        }
        waiting.put(request.clientId(), new Waiting(request, state.tick));
        waitingBytes += request.sizeBytes();
        state.counters.highWater("requests.waiting", waiting.size());
        pass(request);
    }

    private boolean isFull(ClientRequest request) {
        return waiting.size() >= Limits.MAX_WAITING_REQUESTS
                || waitingBytes + request.sizeBytes() > Limits.MAX_WAITING_BYTES;
    }

    /** Takes a request to where it is ordered; when nobody orders now, it waits. */
    private void pass(ClientRequest request) {
        if (state.normalOperation.isLeading()) {
            arrive(request, state.index);
        } else if (state.isNormal() && !state.isPrimary()) {
            toForward.add(request);
        }
    }

    /** Requests that another replica's clients gave it. */
    void forwarded(int from, Message.ForwardedRequests message) {
        if (!state.normalOperation.isLeading()) {
            return;
        }
        for (ClientRequest request : message.requests()) {
            arrive(request, from);
        }
    }

    private void arrive(ClientRequest request, int from) {
        if (state.space.refusesRequests()) {
            state.counters.count("requests.refused.space");
            answer(from, ClientTable.refused(request, Outcome.REFUSED, DiskSpace.ALL_LOW));
            return;
        }
        if (arrived.size() >= 2 * Limits.MAX_WAITING_REQUESTS
                || arrivedBytes + request.sizeBytes() > Limits.MAX_WAITING_BYTES) {
            answer(from, ClientTable.refused(request, Outcome.REFUSED, "the primary is full"));
            return;
        }
        arrived.add(new Arrived(request, from));
        arrivedBytes += request.sizeBytes();
    }

    /** The primary does not take a request that one of this replica's clients made. */
    void refused(ClientReply reply) {
        Waiting mine = waiting.get(reply.clientId());
        if (mine != null && mine.request.requestNumber() == reply.requestNumber()) {
            drop(reply.clientId());
            state.outputs.reply(reply);
        }
    }

    /** An op was applied here: whoever waited for it has its answer. */
    void answered(ClientReply reply) {
        if (waiting.isEmpty()) {
            return;
        }
        Waiting mine = waiting.get(reply.clientId());
        if (mine != null && mine.request.requestNumber() <= reply.requestNumber()) {
            drop(reply.clientId());
        }
    }

    private void drop(ClientId clientId) {
        Waiting dropped = waiting.remove(clientId);
        if (dropped != null) {
            waitingBytes -= dropped.request.sizeBytes();
        }
    }

    boolean isEmpty() {
        return arrived.isEmpty();
    }

    /** The next request that must be ordered, or null; those that need not be are answered. */
    @Nullable ClientRequest next(int mostBytes) {
        while (!arrived.isEmpty()) {
            Arrived first = arrived.element();
            if (!mustBeOrdered(first)) {
                remove(first);
                continue;
            }
            if (first.request().sizeBytes() > mostBytes) {
                return null;
            }
            remove(first);
            return first.request();
        }
        return null;
    }

    private void remove(Arrived first) {
        arrived.remove();
        arrivedBytes -= first.request().sizeBytes();
    }

    private boolean mustBeOrdered(Arrived first) {
        ClientRequest request = first.request();
        ClientReply known = state.execution.clientTable().answerKnown(request);
        if (known != null) {
            if (known.outcome() == Outcome.APPLIED && first.from() != state.index) {
                return false; // the replica that asked answers when it has applied it itself
            }
            answer(first.from(), known);
            return false;
        }
        if (isInLog(request)) {
            return false;
        }
        return request.kind() == EntryKind.REGISTER || hasSession(first);
    }

    /** Whether this request, or a later one of its session, stands in the log unapplied. */
    protected boolean isInLog(ClientRequest request) {
        UnappliedEntries unapplied = state.execution.unapplied();
        return request.kind() == EntryKind.REGISTER
                ? unapplied.holdsRegisterOf(request.clientId())
                : request.requestNumber()
                        <= unapplied.lastRequestNumber(request.clientId(), request.sessionOp());
    }

    /**
     * Whether the session is there, or may be. A number that leaves others out is ordered all the
     * same: this may be a primary that was replaced and does not know it, and only applying tells.
     */
    private boolean hasSession(Arrived first) {
        ClientRequest request = first.request();
        boolean mayExist =
                request.sessionOp() > state.execution.appliedOp()
                        || state.execution
                                        .clientTable()
                                        .find(request.clientId(), request.sessionOp())
                                != null;
        if (!mayExist) {
            answer(
                    first.from(),
                    ClientTable.refused(request, Outcome.SESSION_EVICTED, "no such session"));
        }
        return mayExist;
    }

    private void answer(int from, ClientReply reply) {
        state.counters.count("requests." + reply.outcome());
        if (from == state.index) {
            drop(reply.clientId());
            state.outputs.reply(reply);
        } else {
            state.send(from, new Message.RequestRefused(state.viewNumber, reply));
        }
    }

    /** Passes on what a backup's clients asked for in this step. */
    void forward() {
        if (toForward.isEmpty()) {
            return;
        }
        if (state.isNormal() && !state.isPrimary()) {
            int start = 0;
            int bytes = 0;
            for (int i = 0; i < toForward.size(); i++) {
                int size = toForward.get(i).sizeBytes();
                if (bytes > 0 && bytes + size > state.bounds.messageBytes()) {
                    send(toForward.subList(start, i));
                    start = i;
                    bytes = 0;
                }
                bytes += size;
            }
            send(toForward.subList(start, toForward.size()));
        }
        toForward.clear();
    }

    private void send(List<ClientRequest> requests) {
        state.send(state.primary(), new Message.ForwardedRequests(state.viewNumber, requests));
    }

    /** A view was left: what this primary had not ordered is passed on by those who keep it. */
    void leaveView() {
        arrived.clear();
        arrivedBytes = 0;
        toForward.clear();
    }

    /** A view has begun: what waits here goes to its primary. */
    void enterView() {
        for (Waiting each : waiting.values()) {
            each.passedTick = state.tick;
            pass(each.request);
        }
    }

    void clockTick() {
        if (waiting.isEmpty() || state.tick % Timing.REPEAT_TICKS != 0) {
            return;
        }
        Iterator<Waiting> all = waiting.values().iterator();
        while (all.hasNext()) {
            Waiting each = all.next();
            if (state.tick - each.sinceTick > Timing.FORGET_REQUEST_TICKS) {
                all.remove();
                waitingBytes -= each.request.sizeBytes();
                state.counters.count("requests.forgotten");
            } else if (state.tick - each.passedTick >= Timing.FORWARD_AGAIN_TICKS) {
                each.passedTick = state.tick;
                pass(each.request);
            }
        }
    }
}
