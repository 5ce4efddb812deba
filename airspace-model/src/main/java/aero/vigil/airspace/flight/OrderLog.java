package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * What controllers have ordered for one flight, each line with author, sector and time.
 *
 * <p>Lines are numbered from 1 for as long as the flight is; the state keeps the latest {@link
 * #KEPT}. What the bound cut off stands in the log of commands: whoever follows the frames from the
 * flight's first has every line, and a number that is missing shows.
 *
 * @param latest oldest first
 * @param before how many earlier lines the bound has cut off
 */
public record OrderLog(List<OrderEntry> latest, int before) {

    /** Most lines kept of one flight: several sectors' worth. */
    public static final int KEPT = 64;

    /** Nothing ordered yet. */
    public static final OrderLog EMPTY = new OrderLog(List.of(), 0);

    public OrderLog {
        latest = List.copyOf(latest);
    }

    /** How many lines there have been. */
    public int total() {
        return before + latest.size();
    }

    /** The number of a line kept. */
    public int numberOf(int index) {
        return before + index + 1;
    }

    OrderLog with(OrderEntry entry) {
        List<OrderEntry> lines = new ArrayList<>(latest);
        lines.add(entry);
        int cut = Math.max(0, lines.size() - KEPT);
        return new OrderLog(lines.subList(cut, lines.size()), before + cut);
    }

    void write(StateOutput out) {
        out.writeInt(before);
        out.writeInt(latest.size());
        for (OrderEntry line : latest) {
            line.write(out);
        }
    }

    static OrderLog read(StateInput in) {
        int before = in.readInt();
        List<OrderEntry> lines = new ArrayList<>();
        for (int i = in.readLength(24); i > 0; i--) {
            lines.add(OrderEntry.read(in));
        }
        return new OrderLog(lines, before);
    }
}
