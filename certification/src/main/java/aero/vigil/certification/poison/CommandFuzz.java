package aero.vigil.certification.poison;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.PlanKey;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Commands of every kind that the protocol describes, most of their fields as they could be, some
 * as no one would send them, some cut or mutated on the way, some no commands at all.
 */
final class CommandFuzz {

    private static final Descriptor COMMAND = Command.getDescriptor();
    private static final List<FieldDescriptor> KINDS = COMMAND.getOneofs().get(0).getFields();

    /** One field in so many is not what it could be. */
    private static final int WILD = 80;

    private static final double[] WILD_DOUBLES = {
        0,
        -0.0,
        90,
        -90,
        180,
        181,
        1e300,
        -1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final long[] WILD_LONGS = {
        0,
        1,
        -1,
        359,
        360,
        4_095,
        4_096,
        65_535,
        65_536,
        0xFFFFFF,
        0x1000000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        253_402_300_800_000_000L
    };

    private final Random random;
    private final Adaptation region;
    private final Vocabulary words;
    private final Numbers numbers;
    private final Shown shown;
    private final AdaptationFuzz adaptations;

    CommandFuzz(Random random, Adaptation region, Vocabulary words, Numbers numbers, Shown shown) {
        this.shown = shown;
        this.random = random;
        this.region = region;
        this.words = words;
        this.numbers = numbers;
        this.adaptations = new AdaptationFuzz(random, region, shown);
    }

    /** The bytes of the next one, and what it was made as. */
    record Poison(String kind, byte[] bytes) {}

    Poison next() {
        FieldDescriptor kind = kind();
        if (random.nextInt(64) == 0) {
            return new Poison("garbage", garbage());
        }
        byte[] bytes = command(kind).toByteArray();
        return new Poison(kind.getName(), random.nextInt(12) == 0 ? mutated(bytes) : bytes);
    }

    private Message command(FieldDescriptor kind) {
        switch (kind.getName()) {
            case "stage_adaptation" -> {
                return adaptations.stage();
            }
            case "activate_adaptation" -> {
                return adaptations.activate();
            }
            default -> {
                DynamicMessage.Builder command = DynamicMessage.newBuilder(COMMAND);
                return command.setField(kind, message(kind.getMessageType()).build()).build();
            }
        }
    }

    private FieldDescriptor kind() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> COMMAND.findFieldByName("flight_plan_message");
            case 2 -> COMMAND.findFieldByName("assume_flight");
            default -> KINDS.get(random.nextInt(KINDS.size()));
        };
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private DynamicMessage.Builder message(Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        type.getRealOneofs()
                .forEach(
                        oneof -> {
                            boolean isFirst = random.nextBoolean();
                            FieldDescriptor chosen =
                                    oneof.getField(
                                            isFirst ? 0 : random.nextInt(oneof.getFieldCount()));
                            message.setField(chosen, value(chosen));
                        });
        for (FieldDescriptor field : type.getFields()) {
            if (field.isRepeated()) {
                elements(field).forEach(element -> message.addRepeatedField(field, element));
            } else if (field.getRealContainingOneof() == null && isPresent(field)) {
                message.setField(field, value(field));
            }
        }
        return message;
    }

    private boolean isPresent(FieldDescriptor field) {
        boolean isOptional =
                field.hasPresence() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
        return random.nextInt(isOptional ? 2 : WILD) != 0;
    }

    private List<Object> elements(FieldDescriptor field) {
        List<Object> elements = new ArrayList<>();
        boolean isRoute = field.getName().equals("route");
        if (isRoute && random.nextInt(3) != 0) {
            elements.addAll(words.filedRoute(region));
            return elements;
        }
        boolean isFew = field.getName().equals("alternates");
        int count = random.nextInt(isRoute ? 20 : isFew ? 3 : 4);
        if (random.nextInt(WILD) == 0) {
            count = 248 + random.nextInt(12);
        }
        for (int i = 0; i < count; i++) {
            boolean again = i > 0 && random.nextInt(8) == 0;
            elements.add(again ? elements.get(random.nextInt(i)) : value(field));
        }
        return elements;
    }

    private Object value(FieldDescriptor field) {
        boolean wild = random.nextInt(WILD) == 0;
        String name = field.getName();
        return switch (field.getJavaType()) {
            case MESSAGE -> submessage(field);
            case STRING -> wild ? words.wild() : words.fitting(name);
            case BOOLEAN -> wild || random.nextInt(4) != 0;
            case ENUM ->
                    field.getEnumType()
                            .findValueByNumberCreatingIfUnknown(
                                    wild
                                            ? (int) wildLong()
                                            : field.getEnumType()
                                                    .getValues()
                                                    .get(
                                                            random.nextInt(
                                                                    field.getEnumType()
                                                                            .getValues()
                                                                            .size()))
                                                    .getNumber());
            case BYTE_STRING -> ByteString.copyFrom(garbage());
            case DOUBLE ->
                    wild
                            ? WILD_DOUBLES[random.nextInt(WILD_DOUBLES.length)]
                            : numbers.degrees(name);
            case FLOAT -> (float) random.nextGaussian();
            case INT -> (int) (wild ? wildLong() : numbers.fitting(name));
            case LONG -> wild ? wildLong() : numbers.fitting(name);
        };
    }

    private Message submessage(FieldDescriptor field) {
        if (field.getMessageType() == PlanKey.getDescriptor() && random.nextBoolean()) {
            return shown.somePlan(random);
        }
        DynamicMessage.Builder made = message(field.getMessageType());
        Descriptor plan = FiledPlan.getDescriptor();
        if (field.getName().equals("file") && field.getMessageType() == plan) {
            // A plan of its own, without what only a change has.
            made.clearField(plan.findFieldByName("new_off_block_time_micros"));
            made.setField(plan.findFieldByName("key"), message(PlanKey.getDescriptor()).build());
        }
        return made.build();
    }

    private long wildLong() {
        return random.nextInt(4) == 0
                ? random.nextLong()
                : WILD_LONGS[random.nextInt(WILD_LONGS.length)];
    }
}
