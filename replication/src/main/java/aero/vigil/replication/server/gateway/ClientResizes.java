package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.ResizeRefusal;
import aero.vigil.wire.gateway.Resize;
import aero.vigil.wire.gateway.Resized;
import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who asks for a group of another size; one at a time, on the gateway's event loop. */
final class ClientResizes {

    private final Context context;
    private final GroupMembers members;
    private final ReplicaPort replica;
    private boolean busy;

    ClientResizes(Context context, GroupMembers members, ReplicaPort replica) {
        this.context = context;
        this.members = members;
        this.replica = replica;
    }

    /** Asks the replica, and tells once what it says. */
    void ask(Resize resize, Consumer<Resized> told) {
        Input.Reconfigure wanted = members.wanted(resize);
        if (wanted == null) {
            told.accept(refused("MALFORMED", "a learner's index, two addresses and incarnation"));
        } else if (wanted.addresses().isKnown() && members.isTaken(wanted.addresses())) {
            told.accept(refused("ADDRESS_TAKEN", "one of its addresses is a member's"));
        } else if (busy) {
            told.accept(refused("BUSY", "somebody else asks for the same: ask again"));
        } else {
            busy = true;
            replica.resize(
                    wanted,
                    refusal -> context.runOnContext(ignored -> told.accept(answered(refusal))));
        }
    }

    private Resized answered(@Nullable ResizeRefusal refusal) {
        busy = false;
        return refusal == null
                ? Resized.getDefaultInstance()
                : refused(refusal.name(), refusal.text());
    }

    private static Resized refused(String code, String text) {
        return Resized.newBuilder().setRefusal(code).setText(text).build();
    }
}
