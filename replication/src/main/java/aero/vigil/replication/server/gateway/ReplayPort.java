package aero.vigil.replication.server.gateway;

import aero.vigil.wire.gateway.ReplayControl;
import aero.vigil.wire.gateway.Timeline;

/** What the gateway asks of a replay; on the gateway's event loop, and never waited for. */
public interface ReplayPort {

    /** Why nothing can be ordered or asked here. */
    String REFUSAL = "this is a replay of what was recorded: nothing can be ordered here";

    /** Somebody moves the replay. */
    void control(ReplayControl control);

    /** The events of the time line from this number on, a bounded number of them. */
    Timeline timeline(int from);
}
