/**
 * What displays are shown: the objects of the picture, and which of them have changed since the
 * frame before.
 *
 * <p>May read all state. Must never change any but its own: what has been published. Must never
 * know how a frame is encoded, or who sees it.
 */
@NullMarked
package aero.vigil.airspace.picture;

import org.jspecify.annotations.NullMarked;
