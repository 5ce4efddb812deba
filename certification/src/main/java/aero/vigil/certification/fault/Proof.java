package aero.vigil.certification.fault;

/**
 * That a fault took effect, or that it did not.
 *
 * @param holds whether it did
 * @param words what shows it
 */
public record Proof(boolean holds, String words) {}
