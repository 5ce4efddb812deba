package aero.vigil.replication.core;

/** Why the group does not become as large as a person wants it (docs/adr/0043). */
public enum ResizeRefusal {
    /** Only a primary orders it. */
    NOT_PRIMARY("this replica leads no view"),
    /** The op that ends this epoch is ordered already. */
    CHANGE_UNDER_WAY("another change of the group's size is not done yet: ask again"),
    /** Majorities of both sizes must meet. */
    NOT_BY_ONE("a group becomes one member larger or smaller at a time"),
    /** {@link Epoch#LEAST_MEMBERS} to {@link Epoch#MOST_MEMBERS}. */
    OUT_OF_BOUNDS("a group whose size is changed has three to five members"),
    /** The group that is wanted would stand still. */
    TOO_FEW_HEARD(
            "the primary hears too few of those that would be left: bring the others back first"),
    /** Some 30,000 changes are behind it. */
    NO_EPOCH_LEFT("this group has been changed too often: make a new one"),
    /** Nobody is heard in the next place. */
    LEARNER_ABSENT("the primary does not hear that learner: does it run, and reach all members?"),
    /** It lacks too many ops to be of use at once. */
    LEARNER_BEHIND("that learner is not near the end of the log yet: ask again when it is"),
    /** It could not apply what the group does. */
    LEARNER_OLD("that learner's build cannot run the version in force: upgrade it first");

    private final String text;

    ResizeRefusal(String text) {
        this.text = text;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
