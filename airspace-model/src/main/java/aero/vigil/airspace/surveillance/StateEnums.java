package aero.vigil.airspace.surveillance;

/** Enum constants as the small numbers that arrays and checkpoints hold: their declared order. */
final class StateEnums {

    private StateEnums() {}

    /** The order of an enum is part of the state's format: it changes with its version only. */
    @SuppressWarnings("EnumOrdinal")
    static int index(Enum<?> constant) {
        return constant.ordinal();
    }

    static <E> E at(E[] values, int index) {
        if (index < 0 || index >= values.length) {
            throw new IllegalArgumentException("no constant " + index + " in a checkpoint");
        }
        return values[index];
    }
}
