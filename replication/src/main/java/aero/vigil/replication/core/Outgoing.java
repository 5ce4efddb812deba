package aero.vigil.replication.core;

/** A message and where it goes; never to oneself. */
public record Outgoing(int to, Message message) {}
