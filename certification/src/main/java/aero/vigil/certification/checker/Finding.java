package aero.vigil.certification.checker;

/**
 * Something that must not be in a history.
 *
 * @param property which is broken, in a few words; the same for findings of one kind
 * @param evidence what was seen
 */
public record Finding(String property, String evidence) {

    @Override
    public String toString() {
        return property + ": " + evidence;
    }
}
