package aero.vigil.certification.checker;

import aero.vigil.certification.history.Answer;
import aero.vigil.certification.history.History;
import aero.vigil.certification.history.Invocation;
import aero.vigil.certification.history.ShownPicture;
import aero.vigil.certification.history.StreamFrame;
import aero.vigil.certification.history.Window;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A right history of two sessions and thirty frames, whose parts a test then makes wrong.
 *
 * <p>Session s gives command n at (100 n + 10 s) ms, is answered 5 ms later, and it takes effect in
 * between; frame k is cut at 100 k ms, and shown 20 ms later.
 */
final class HandMadeHistory {

    static final int SESSIONS = 2;
    static final int COMMANDS = 20;
    static final int FRAMES = 30;

    private static final long MILLI_NANOS = 1_000_000;

    final List<Invocation> invocations = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<ShownPicture> shown = new ArrayList<>();
    final List<StreamFrame> frames = new ArrayList<>();
    final List<String> suspicions = new ArrayList<>();
    long refusals;

    HandMadeHistory() {
        for (int session = 0; session < SESSIONS; session++) {
            for (int number = 1; number <= COMMANDS; number++) {
                invocations.add(command(session, number, Answer.ACCEPTED));
                effects.add(effect(session, number));
            }
        }
        for (int number = 1; number <= FRAMES; number++) {
            shown.add(picture(number));
        }
    }

    static long atMillis(int session, int number) {
        return 100L * number + 10L * session;
    }

    static Invocation command(int session, int number, Answer answer) {
        long at = atMillis(session, number);
        return new Invocation(
                session,
                number,
                at * MILLI_NANOS,
                answer == Answer.UNKNOWN ? Invocation.NEVER : (at + 5) * MILLI_NANOS,
                answer,
                "");
    }

    static Effect effect(int session, int number) {
        return new Effect(session, number, (atMillis(session, number) + 2) * 1_000, 0, 0);
    }

    static ShownPicture picture(int number) {
        return new ShownPicture(
                (100L * number + 20) * MILLI_NANOS,
                (100L * number + 20) * 1_000,
                number,
                "digest" + number,
                true,
                number == 1);
    }

    /** The frames that show the effects, three streams of them, and all else. */
    History build() {
        for (int number = 1; number <= FRAMES; number++) {
            Frame body = body(number);
            for (int replica = 0; replica < 3; replica++) {
                frames.add(streamed(replica, number, body));
            }
        }
        return history();
    }

    /** What is there now, and no more. */
    History history() {
        TreeMap<Integer, Integer> flights = new TreeMap<>();
        for (int session = 0; session < SESSIONS; session++) {
            flights.put(session, session + 1);
        }
        return new History(
                flights,
                invocations,
                shown,
                suspicions,
                frames,
                List.of(),
                List.of(new Window(Window.CONTROL, 0, 3_000 * MILLI_NANOS)));
    }

    static StreamFrame streamed(int replica, int number, Frame body) {
        return new StreamFrame(
                replica,
                1,
                (100L * number + 10) * MILLI_NANOS,
                number,
                "digest" + (number - 1),
                "digest" + number,
                true,
                "",
                body);
    }

    private Frame body(int number) {
        Frame.Builder frame =
                Frame.newBuilder().setNumber(number).setModelTimeMicros(number * 100_000L);
        for (int session = 0; session < SESSIONS; session++) {
            Flight.Builder flight = Flight.newBuilder().setId(session + 1);
            for (Effect effect : effects) {
                if (effect.session() == session
                        && effect.modelMicros() <= number * 100_000L
                        && effect.modelMicros() > (number - 5) * 100_000L) {
                    flight.addOrders(
                            Order.newBuilder()
                                    .setWhat("HDG")
                                    .setValue(Integer.toString(effect.value()))
                                    .setTimeMicros(effect.modelMicros()));
                }
            }
            frame.addFlights(flight);
        }
        return frame.setTotals(
                        Totals.newBuilder()
                                .addRejects(
                                        CountByReason.newBuilder()
                                                .setReason("COMMAND_STALE")
                                                .setCount(refusals)))
                .build();
    }
}
