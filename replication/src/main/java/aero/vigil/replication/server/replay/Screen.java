package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.wire.gateway.ReplayState;
import java.util.List;

/** Where a player shows what it plays. */
interface Screen {

    /** The picture is another moment's from now on. */
    void beginAnew(PublishedKeyframe keyframe, List<FrameCut> frames, ReplayState state);

    /** The next frame. */
    void show(FrameCut frame);

    /** Who comes later may begin with this picture. */
    void keep(PublishedKeyframe keyframe);

    /** Where it stands. */
    void tell(ReplayState state);
}
