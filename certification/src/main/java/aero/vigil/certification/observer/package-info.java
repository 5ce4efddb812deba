/**
 * Those who watch a group from outside, as its clients and displays do: what they saw is the only
 * evidence that counts, never a replica's own word.
 */
@NullMarked
package aero.vigil.certification.observer;

import org.jspecify.annotations.NullMarked;
