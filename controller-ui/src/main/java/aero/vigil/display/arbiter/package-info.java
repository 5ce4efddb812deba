/**
 * The vote of a display: which frame is shown, and when, decided from what several replicas say.
 *
 * <p>Pure: arrivals and ticks enter with their time in milliseconds, {@link
 * aero.vigil.display.arbiter.Action}s leave. It knows no socket, clock, thread or protobuf message.
 * The page's {@code webroot/js/arbiter.js} holds the same rules under the same names; both are
 * tested against the transcripts in {@code src/test/resources/transcripts}.
 */
@NullMarked
package aero.vigil.display.arbiter;

import org.jspecify.annotations.NullMarked;
