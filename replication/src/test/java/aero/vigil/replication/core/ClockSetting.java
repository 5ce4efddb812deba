package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/** A group's genesis with a tick each 100 ms. */
final class ClockSetting {

    private ClockSetting() {}

    static Genesis genesis(int size) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(new Member(i, "replica" + i, "gateway" + i, new Incarnation(1, i)));
        }
        return new Genesis(members, new ModelClock(0, 1), 100_000, 50_000, 1, new byte[0]);
    }
}
