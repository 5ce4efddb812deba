package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * How a flight is led sideways: own navigation, a heading, a direct, a cleared route, a hold. A
 * heading, a direct, a route or a hold ends what was cleared before it.
 *
 * @param headingDegrees 1..360, 0: own navigation
 * @param directTo the point cleared direct to, empty: none
 * @param route as cleared, empty: as filed
 * @param hold where it is to hold
 */
public record Led(int headingDegrees, String directTo, List<String> route, Hold hold) {

    /** On its own navigation along its route. */
    public static final Led OWN_NAVIGATION = new Led(0, "", List.of(), Hold.NONE);

    public Led {
        route = List.copyOf(route);
    }

    Led onHeading(int degrees) {
        return new Led(degrees, "", route, Hold.NONE);
    }

    Led direct(String point) {
        return new Led(0, point, route, Hold.NONE);
    }

    Led along(List<String> cleared) {
        return new Led(0, "", cleared, Hold.NONE);
    }

    Led holding(Hold at) {
        return new Led(0, "", route, at);
    }

    void write(StateOutput out) {
        out.writeInt(headingDegrees);
        out.writeString(directTo);
        out.writeInt(route.size());
        route.forEach(out::writeString);
        hold.write(out);
    }

    static Led read(StateInput in) {
        int heading = in.readInt();
        String direct = in.readString();
        List<String> route = new ArrayList<>();
        for (int i = in.readLength(4); i > 0; i--) {
            route.add(in.readString());
        }
        return new Led(heading, direct, route, Hold.read(in));
    }
}
