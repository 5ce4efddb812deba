/**
 * The making of a new group, and the checking of directories and adaptations by people: the verbs
 * {@code format}, {@code check-journal} and {@code check-adaptation}.
 *
 * <p>What may enter: {@code core}, {@code journal}, the airspace's own check of an adaptation, so
 * that no group is made of one that its model would refuse, and {@code client}: whoever makes the
 * directory of a lost member anew asks the others for op 1. What it must never know: a replica of
 * this process.
 */
@NullMarked
package aero.vigil.replication.journal.format;

import org.jspecify.annotations.NullMarked;
