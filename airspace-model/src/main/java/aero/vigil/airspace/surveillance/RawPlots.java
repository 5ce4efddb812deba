package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where plots were seen since the last frame, whatever the tracker made of them: each line's copy
 * once, those that wait for their sector and those that no track wants too.
 */
public final class RawPlots {

    /** Most that a frame tells of: 2,048 of 7 bytes, of ten times the plots a centre has. */
    public static final int MOST = 2_048;

    /** Nothing was seen. */
    public static final RawPlots NONE = new RawPlots(null, 0);

    private final @Nullable Link latest;
    private final long leftOut;

    /**
     * One of them.
     *
     * @param xMetres east on the system plane, with its own Mode C, else with an assumed level
     * @param yMetres north
     * @param sources bits of {@link Sources}
     */
    public record RawPlot(double xMetres, double yMetres, int sources) {}

    private record Link(RawPlot plot, int count, @Nullable Link before) {}

    private RawPlots(@Nullable Link latest, long leftOut) {
        this.latest = latest;
        this.leftOut = leftOut;
    }

    RawPlots with(RawPlot plot) {
        int count = count();
        return count < MOST
                ? new RawPlots(new Link(plot, count + 1, latest), leftOut)
                : new RawPlots(latest, leftOut + 1);
    }

    private int count() {
        return latest == null ? 0 : latest.count();
    }

    /** In the order of their arrival. */
    public List<RawPlot> plots() {
        List<RawPlot> plots = new ArrayList<>(count());
        for (Link link = latest; link != null; link = link.before()) {
            plots.add(link.plot());
        }
        Collections.reverse(plots);
        return plots;
    }

    /** How many more there were than {@link #MOST}. */
    public long leftOut() {
        return leftOut;
    }

    /** Whether nothing was seen. */
    public boolean isEmpty() {
        return latest == null;
    }

    void write(StateOutput output) {
        output.writeInt(count());
        for (RawPlot plot : plots()) {
            output.writeDouble(plot.xMetres());
            output.writeDouble(plot.yMetres());
            output.writeByte(plot.sources());
        }
        output.writeLong(leftOut);
    }

    static RawPlots read(StateInput input) {
        int count = input.readLength(17);
        RawPlots plots = NONE;
        for (int i = 0; i < count; i++) {
            plots =
                    plots.with(
                            new RawPlot(input.readDouble(), input.readDouble(), input.readByte()));
        }
        return new RawPlots(plots.latest, input.readLong());
    }
}
