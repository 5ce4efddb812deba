package aero.vigil.airspace.supervision;

/**
 * What a supervisor has ordered, and what came of it.
 *
 * @param number from 1
 * @param what the kind of command
 * @param value in words
 * @param rejected the name of the reason and its text; empty: done
 * @param revision of the picture when it was written
 */
public record AuditLine(
        int number, Author author, String what, String value, String rejected, long revision) {}
