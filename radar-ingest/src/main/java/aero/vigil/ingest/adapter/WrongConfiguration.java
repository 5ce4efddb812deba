package aero.vigil.ingest.adapter;

/** A mistake in a configuration file, said so that a person can mend it. */
final class WrongConfiguration extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    WrongConfiguration(String message) {
        super(message);
    }
}
