package aero.vigil.replication.server.replay;

import aero.vigil.wire.airspace.Command;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Orders in words, read off the fields of the command: {@code clear level SWR101 flight level 350}.
 */
final class OrderWords {

    /** What machines report ten times a second is no order. */
    private static final Set<Command.CommandCase> REPORTS =
            Set.of(
                    Command.CommandCase.PING,
                    Command.CommandCase.REPORT_PLOTS,
                    Command.CommandCase.REPORT_TRACKS,
                    Command.CommandCase.REPORT_SENSOR_STATUS,
                    Command.CommandCase.REPORT_FEED,
                    Command.CommandCase.FLIGHT_PLAN_MESSAGE,
                    Command.CommandCase.REFER_MESSAGE,
                    Command.CommandCase.COMMAND_NOT_SET);

    private static final int LONGEST = 160;

    private final ShownNames names;

    OrderWords(ShownNames names) {
        this.names = names;
    }

    static boolean isOrder(Command command) {
        return !REPORTS.contains(command.getCommandCase());
    }

    String of(Command command) {
        StringBuilder words =
                new StringBuilder(plain(command.getCommandCase().name().toLowerCase(Locale.ROOT)));
        FieldDescriptor which =
                Command.getDescriptor().findFieldByNumber(command.getCommandCase().getNumber());
        Message order = (Message) command.getField(which);
        for (Map.Entry<FieldDescriptor, Object> field : order.getAllFields().entrySet()) {
            append(words, field.getKey(), field.getValue());
        }
        return words.length() <= LONGEST ? words.toString() : words.substring(0, LONGEST) + "…";
    }

    private void append(StringBuilder words, FieldDescriptor field, Object value) {
        switch (field.getName()) {
            case "version", "since_micros" -> {}
            case "flight" -> words.append(' ').append(names.flight((Integer) value));
            case "track", "track_a", "track_b" ->
                    words.append(' ').append(names.track((Integer) value));
            case "alert" -> words.append(' ').append(names.alert((Integer) value));
            case "mode_3a" -> words.append(" code %04o".formatted((Integer) value));
            default ->
                    words.append(' ')
                            .append(plain(field.getName()))
                            .append(' ')
                            .append(text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(OrderWords::text).reduce((a, b) -> a + " " + b).orElse("");
        }
        if (value instanceof Message message) {
            StringBuilder words = new StringBuilder();
            message.getAllFields()
                    .values()
                    .forEach(each -> words.append(words.isEmpty() ? "" : " ").append(text(each)));
            return words.toString();
        }
        return String.valueOf(value);
    }

    private static String plain(String name) {
        return name.replace('_', ' ');
    }
}
