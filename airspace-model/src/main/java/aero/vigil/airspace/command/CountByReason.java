package aero.vigil.airspace.command;

/** How often something happened for one named reason. */
public record CountByReason(String reason, long count) {}
