package aero.vigil.airspace.command;

/**
 * What an alarm is known by: of which kind it is, and what it is about. Two that observe the same
 * trouble raise the same alarm.
 *
 * @param kind capitals, digits and '_', 1 to {@link #MAX_KIND}
 * @param subject printable ASCII, 1 to {@link #MAX_SUBJECT} characters
 */
public record AlarmName(String kind, String subject) implements Comparable<AlarmName> {

    /** Most characters of a kind. */
    public static final int MAX_KIND = 32;

    /** Most characters of a subject. */
    public static final int MAX_SUBJECT = 48;

    @Override
    public int compareTo(AlarmName other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : subject.compareTo(other.subject);
    }

    @Override
    public String toString() {
        return kind + " " + subject;
    }
}
