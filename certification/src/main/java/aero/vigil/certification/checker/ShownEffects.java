package aero.vigil.certification.checker;

import aero.vigil.certification.history.History;
import aero.vigil.certification.history.ShownPicture;
import aero.vigil.certification.history.StreamFrame;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The effects of commands, read from the frames that the display showed.
 *
 * <p>A display's frame is known by its digest; its bytes are those of any stream whose frame has
 * that digest, computed anew.
 */
final class ShownEffects {

    private static final String HEADING = "HDG";
    private static final String REFUSED_COMMANDS = "COMMAND_";

    private final Map<Integer, Integer> sessionOfFlight = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final SortedMap<Integer, List<Effect>> bySession = new TreeMap<>();
    private long refusals;

    ShownEffects(History history, Findings findings) {
        history.flights().forEach((session, flight) -> sessionOfFlight.put(flight, session));
        history.flights().keySet().forEach(session -> bySession.put(session, new ArrayList<>()));
        Map<String, Frame> bodies = new HashMap<>();
        for (StreamFrame frame : history.frames()) {
            if (frame.digestHolds()) {
                bodies.put(frame.digest(), frame.body());
            }
        }
        Frame before = null;
        for (ShownPicture shown : history.shown()) {
            Frame body = bodies.get(shown.digest());
            if (body != null) {
                read(body, shown, before, findings);
            }
            before = body;
        }
    }

    private void read(Frame body, ShownPicture shown, @Nullable Frame before, Findings findings) {
        for (Flight flight : body.getFlightsList()) {
            Integer session = sessionOfFlight.get(flight.getId());
            if (session == null) {
                continue;
            }
            for (Order order : flight.getOrdersList()) {
                String key = session + "/" + order.getTimeMicros() + "/" + order.getValue();
                if (order.getWhat().equals(HEADING) && seen.add(key)) {
                    add(session, order, shown);
                    inItsFrame(session, order, shown, before, findings);
                }
            }
        }
        if (body.hasTotals()) {
            refusals = 0;
            for (CountByReason count : body.getTotals().getRejectsList()) {
                if (count.getReason().startsWith(REFUSED_COMMANDS)) {
                    refusals += count.getCount();
                }
            }
        }
    }

    private void add(int session, Order order, ShownPicture shown) {
        int value = order.getValue().isEmpty() ? 0 : Integer.parseInt(order.getValue());
        List<Effect> effects = bySession.get(session);
        if (effects != null) {
            effects.add(
                    new Effect(
                            session,
                            value,
                            order.getTimeMicros(),
                            shown.number(),
                            shown.atNanos()));
        }
    }

    /** What took effect before frame n was cut, and after n-1, shows in n: not later. */
    private static void inItsFrame(
            int session,
            Order order,
            ShownPicture shown,
            @Nullable Frame before,
            Findings findings) {
        if (before != null
                && before.getNumber() == shown.number() - 1
                && !shown.whole()
                && order.getTimeMicros() <= before.getModelTimeMicros()) {
            findings.add(
                    "an effect shows in the frame it belongs to",
                    "heading "
                            + order.getValue()
                            + " of session "
                            + session
                            + " took effect before frame "
                            + before.getNumber()
                            + " and shows first in frame "
                            + shown.number());
        }
    }

    /** In the order in which they took effect. */
    List<Effect> of(int session) {
        List<Effect> effects = new ArrayList<>(bySession.getOrDefault(session, List.of()));
        effects.sort((a, b) -> Long.compare(a.modelMicros(), b.modelMicros()));
        return effects;
    }

    /** Commands that the model has refused, as the last shown totals have it. */
    long refusals() {
        return refusals;
    }
}
