package aero.vigil.replication.core;

/**
 * Something a person should know.
 *
 * @param code which kind, in capitals; a closed list in the supervisor's handbook
 * @param subject index of the replica it is about
 * @param text the facts, with numbers
 */
public record Alarm(String code, int subject, String text) {

    /** Another incarnation has this member's place: the process has nothing left to do. */
    public static final String MEMBER_REPLACED = "MEMBER_REPLACED";
}
