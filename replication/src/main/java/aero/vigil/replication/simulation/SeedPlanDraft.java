package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Bounds;
import aero.vigil.replication.simulation.SeedPlan.Climate;
import aero.vigil.replication.simulation.SeedPlan.Fault;
import java.util.List;

/** A seed's plan being changed: each part is as it was until it is set. */
final class SeedPlanDraft {

    int groupSize;
    boolean resizing;
    int clients;
    int initialK;
    long chaosMicros;
    long checkpointInterval;
    Bounds bounds;
    int lossPerMillion;
    int duplicatePerMillion;
    int latePerMillion;
    long leastDelayMicros;
    long mostDelayMicros;
    long leastForceMicros;
    long mostForceMicros;
    long thinkMicros;
    int clockDriftPpm;
    long clockSpreadMicros;
    long faultEveryMicros;
    long upgradeMicros;
    int readPercent;
    int jumpingClocks;
    Climate climate;
    List<Fault> faults;

    SeedPlanDraft(SeedPlan from) {
        groupSize = from.groupSize();
        resizing = from.resizing();
        clients = from.clients();
        initialK = from.initialK();
        chaosMicros = from.chaosMicros();
        checkpointInterval = from.checkpointInterval();
        bounds = from.bounds();
        lossPerMillion = from.lossPerMillion();
        duplicatePerMillion = from.duplicatePerMillion();
        latePerMillion = from.latePerMillion();
        leastDelayMicros = from.leastDelayMicros();
        mostDelayMicros = from.mostDelayMicros();
        leastForceMicros = from.leastForceMicros();
        mostForceMicros = from.mostForceMicros();
        thinkMicros = from.thinkMicros();
        clockDriftPpm = from.clockDriftPpm();
        clockSpreadMicros = from.clockSpreadMicros();
        faultEveryMicros = from.faultEveryMicros();
        upgradeMicros = from.upgradeMicros();
        readPercent = from.readPercent();
        jumpingClocks = from.jumpingClocks();
        climate = from.climate();
        faults = from.faults();
    }

    SeedPlan plan() {
        return new SeedPlan(
                groupSize,
                resizing,
                clients,
                initialK,
                chaosMicros,
                checkpointInterval,
                bounds,
                lossPerMillion,
                duplicatePerMillion,
                latePerMillion,
                leastDelayMicros,
                mostDelayMicros,
                leastForceMicros,
                mostForceMicros,
                thinkMicros,
                clockDriftPpm,
                clockSpreadMicros,
                faultEveryMicros,
                upgradeMicros,
                readPercent,
                jumpingClocks,
                climate,
                faults);
    }
}
