/**
 * Commands that no one would send, by the million, against the airspace model's port: nothing in a
 * command may stop a replica, leave half a change behind, or make a later tick fail.
 *
 * <p>{@code CommandFuzz} makes them from the protocol's own description, so that a command added
 * tomorrow is fuzzed tomorrow; {@code PoisonWorld} is one short life of a model under them; {@code
 * PoisonCampaign} runs worlds, each of its own seed, and says what was found.
 */
@NullMarked
package aero.vigil.certification.poison;

import org.jspecify.annotations.NullMarked;
