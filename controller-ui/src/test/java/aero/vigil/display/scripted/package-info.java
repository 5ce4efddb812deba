/**
 * Scaffolding for tests of the display alone: a gateway that speaks {@code gateway.proto} over real
 * WebSockets and shows a small scripted picture, so that a source can be made to lie, stall or fall
 * silent at will. Nothing here votes, replicates or tracks.
 */
@NullMarked
package aero.vigil.display.scripted;

import org.jspecify.annotations.NullMarked;
