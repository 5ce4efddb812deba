package aero.vigil.airspace.surveillance;

/** The two lines by which every radar's data arrive, each read by an adapter of its own. */
public enum FeedLine {
    A,
    B
}
