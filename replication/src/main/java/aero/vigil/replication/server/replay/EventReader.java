package aero.vigil.replication.server.replay;

import aero.vigil.airspace.ModelClock;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.gateway.TimelineEvent;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Locale;

/**
 * Reads off the ops and frames of a record what goes on its time line: orders with who gave them
 * and whether they took effect, alerts as they were raised and ended, and what the group did.
 */
final class EventReader {

    /** A pause between two ticks that a person notices. */
    private static final long NOTICED_PAUSE_MICROS = 1_000_000;

    private final TimelineOfRecord timeline;
    private final ModelClock clock;
    private final ShownNames names = new ShownNames();
    private final OrderWords words = new OrderWords(names);
    private long view = -1;
    private long lastTickMicros;
    private long lastFrame;

    EventReader(TimelineOfRecord timeline, ModelClock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The record is read from this picture on. */
    void begin(byte[] keyframe) {
        try {
            names.begin(Keyframe.parseFrom(keyframe).getPicture());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the state machine has encoded no keyframe", e);
        }
        view = -1;
        lastTickMicros = 0;
    }

    /** A command was applied. */
    void command(LogEntry entry, ClientReply reply, String user) {
        if (entry.kind() != EntryKind.COMMAND || reply.opNumber() != entry.opNumber()) {
            return; // repeated: it took effect before, or never
        }
        Command command;
        try {
            command = Command.parseFrom(entry.operation());
        } catch (InvalidProtocolBufferException e) {
            return; // rejected as malformed; whose order it would have been is not known
        }
        if (OrderWords.isOrder(command)) {
            timeline.add(
                    event(TimelineEvent.Kind.ORDER, entry.timestampMicros())
                            .setText(words.of(command))
                            .setBy(user)
                            .setRejected(rejection(reply))
                            .build());
        }
    }

    private static String rejection(ClientReply reply) {
        try {
            Result result = Result.parseFrom(reply.result());
            if (!result.hasRejected()) {
                return "";
            }
            String reason =
                    result.getRejected()
                            .getReason()
                            .name()
                            .replace('_', ' ')
                            .toLowerCase(Locale.ROOT);
            String text = result.getRejected().getText();
            return text.isEmpty() ? reason : reason + ": " + text;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the state machine has given no result", e);
        }
    }

    /** A frame was cut. */
    void frame(FrameCut cut) {
        Frame frame;
        try {
            frame = Frame.parseFrom(cut.body());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the state machine has cut no frame", e);
        }
        group(cut);
        lastFrame = cut.number();
        for (int ended : frame.getEndedAlertsList()) {
            if (names.isAlerted(ended)) {
                timeline.add(
                        event(TimelineEvent.Kind.ALERT_ENDED, cut.timestampMicros())
                                .setFrame(cut.number())
                                .setAlert(ended)
                                .setText(names.alert(ended))
                                .build());
            }
        }
        boolean[] known = new boolean[frame.getAlertsCount()];
        for (int i = 0; i < known.length; i++) {
            known[i] = names.isAlerted(frame.getAlerts(i).getId());
        }
        names.show(frame);
        for (int i = 0; i < known.length; i++) {
            Alert alert = frame.getAlerts(i);
            if (!known[i]) {
                timeline.add(
                        event(TimelineEvent.Kind.ALERT_RAISED, cut.timestampMicros())
                                .setFrame(cut.number())
                                .setAlert(alert.getId())
                                .setAlertKind(alert.getKindValue())
                                .setText(names.words(alert))
                                .build());
            }
        }
    }

    private void group(FrameCut cut) {
        long pause = cut.timestampMicros() - lastTickMicros;
        boolean paused = lastTickMicros > 0 && pause >= NOTICED_PAUSE_MICROS;
        boolean otherView = view >= 0 && cut.viewNumber() != view;
        if (paused || otherView) {
            String text =
                    (otherView ? "view " + cut.viewNumber() + " begins" : "the picture stood")
                            + (paused
                                    ? String.format(Locale.ROOT, ", after %.1f s", pause / 1e6)
                                    : "");
            timeline.add(
                    event(TimelineEvent.Kind.GROUP, cut.timestampMicros())
                            .setFrame(cut.number())
                            .setText(text)
                            .build());
        }
        view = cut.viewNumber();
        lastTickMicros = cut.timestampMicros();
    }

    /** What is not of a frame is shown by the next one. */
    private TimelineEvent.Builder event(TimelineEvent.Kind kind, long stampMicros) {
        return TimelineEvent.newBuilder()
                .setKind(kind)
                .setModelTimeMicros(clock.at(stampMicros))
                .setFrame(lastFrame + 1);
    }
}
