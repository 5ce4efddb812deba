/**
 * The display without a screen: what the page does, for tests, measurements and other programs.
 *
 * <p>What lives here: {@link aero.vigil.display.HeadlessDisplay}, which listens to every replica of
 * a group and shows each frame that f+1 of them agree on, and {@link aero.vigil.display.Picture},
 * what the frames shown add up to. The vote itself is in {@link aero.vigil.display.arbiter}; the
 * page is in {@code src/main/resources/webroot}.
 *
 * <p>What may enter: the messages of {@code gateway.proto} and {@code airspace.proto}, through
 * {@code aero.vigil.replication.client}. What it must never know: how replicas agree, the journal,
 * the state machine's inside, radar feeds.
 */
@NullMarked
package aero.vigil.display;

import org.jspecify.annotations.NullMarked;
