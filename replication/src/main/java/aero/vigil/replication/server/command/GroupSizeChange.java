package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Learner;
import aero.vigil.wire.gateway.Resize;
import aero.vigil.wire.gateway.Resized;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One member more or less, asked of the primary until it is done or refused. */
final class GroupSizeChange implements ReplicaListener {

    private static final long LOOK_MILLIS = 20;
    private static final long ANSWER_SECONDS = 2;

    /** Until it is asked again, where the primary that ordered it has died meanwhile. */
    private static final long DONE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What may be otherwise in a moment. */
    private static final Set<String> PASSING =
            Set.of(
                    "NOT_PRIMARY",
                    "CHANGE_UNDER_WAY",
                    "BUSY",
                    "TOO_FEW_HEARD",
                    "LEARNER_ABSENT",
                    "LEARNER_BEHIND");

    private final GroupClient client;
    private final Consumer<String> progress;
    private final long deadlineNanos;
    private final BlockingQueue<Resized> answers = new LinkedBlockingQueue<>();
    private String said = "";

    /**
     * @param progress where what is waited for is said
     * @param deadlineNanos of {@code System.nanoTime}
     */
    GroupSizeChange(GroupClient client, Consumer<String> progress, long deadlineNanos) {
        this.client = client;
        this.progress = progress;
        this.deadlineNanos = deadlineNanos;
        client.addListener(this);
    }

    @Override
    public void received(ReplicaLink link, ServerMessage message) {
        if (message.hasResized()) {
            answers.add(message.getResized());
        }
    }

    /**
     * How many members there are, as the primary says.
     *
     * @throws GroupVerb.NotDoneException if none has said so in time
     */
    int size() throws GroupVerb.NotDoneException, InterruptedException {
        Status primary = primary();
        while (primary == null && System.nanoTime() - deadlineNanos < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            primary = primary();
        }
        if (primary == null) {
            throw GroupVerb.NotDoneException.nobodyLeads();
        }
        return primary.getGroupSize();
    }

    private @Nullable Status primary() {
        ReplicaLink link = primaryLink();
        return link == null ? null : link.status();
    }

    private @Nullable ReplicaLink primaryLink() {
        int primary = client.primary();
        for (ReplicaLink link : client.links()) {
            if (link.index() == primary && link.isAlive()) {
                return link;
            }
        }
        return null;
    }

    /**
     * Asks for it.
     *
     * @param added who is to be the last member; null: the last one goes
     * @throws GroupVerb.NotDoneException if it is refused, or not done in time
     */
    void become(int size, @Nullable Learner added)
            throws GroupVerb.NotDoneException, InterruptedException {
        Resize.Builder resize = Resize.newBuilder().setMembers(size);
        if (added != null) {
            resize.setAdded(added);
        }
        ClientMessage message = ClientMessage.newBuilder().setResize(resize).build();
        GroupVerb.NotDoneException refusal = GroupVerb.NotDoneException.nobodyLeads();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (isDone(size)) {
                return;
            }
            ReplicaLink link = primaryLink();
            if (link != null) {
                answers.clear();
                link.send(message);
                Resized answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
                if (answer != null && answer.getRefusal().isEmpty()) {
                    refusal =
                            new GroupVerb.NotDoneException(
                                    "it was ordered, and is not done yet (./vigil status)");
                    awaitDone(size);
                } else if (answer != null) {
                    refusal =
                            new GroupVerb.NotDoneException(
                                    answer.getRefusal() + ": " + answer.getText());
                    if (!PASSING.contains(answer.getRefusal())) {
                        throw refusal;
                    }
                    say(answer.getText());
                }
            }
            TimeUnit.MILLISECONDS.sleep(5 * LOOK_MILLIS);
        }
        if (!isDone(size)) {
            throw refusal;
        }
    }

    private void say(String text) {
        if (!text.equals(said)) {
            said = text;
            progress.accept(text + " ...");
        }
    }

    private void awaitDone(int size) throws InterruptedException {
        long since = System.nanoTime();
        while (!isDone(size)
                && System.nanoTime() - since < DONE_NANOS
                && System.nanoTime() - deadlineNanos < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The primary of the greatest view counts so many. */
    private boolean isDone(int size) {
        Status primary = primary();
        return primary != null
                && primary.getStatus().equals("NORMAL")
                && primary.getReplica() == primary.getPrimary()
                && primary.getGroupSize() == size;
    }
}
