package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Playback;
import aero.vigil.replication.server.AirspaceStateMachine;
import java.util.HashMap;
import java.util.Map;

/** Every frame of a record, played through once from its first op to its last: the reference. */
final class PlayedRecord {

    private final Map<Long, FrameCut> frames = new HashMap<>();

    PlayedRecord(Recording record) {
        Playback playback =
                new Playback(
                        record.genesis(),
                        AirspaceStateMachine.of(record.genesisEntry(), record.genesis()));
        LogReader reader = record.reader();
        for (long op = 1; op <= record.lastOp(); op++) {
            LogEntry entry = reader.read(op);
            if (entry == null) {
                throw new AssertionError("op " + op + " is missing");
            }
            FrameCut frame = playback.apply(entry).frame();
            if (frame != null) {
                frames.put(frame.number(), frame);
            }
        }
    }

    FrameCut frame(long number) {
        FrameCut frame = frames.get(number);
        if (frame == null) {
            throw new AssertionError("there is no frame " + number);
        }
        return frame;
    }
}
