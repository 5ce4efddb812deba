/**
 * Radar feeds: from datagrams on a line to commands for the group.
 *
 * <p>Lives here: where datagrams come from ({@link aero.vigil.ingest.feed.UdpSource}, {@link
 * aero.vigil.ingest.feed.CaptureSource}), what is believed of them ({@link
 * aero.vigil.ingest.feed.RadarIntake}), how plots are gathered and kept while nobody answers
 * ({@link aero.vigil.ingest.feed.CommandQueue}), and the verticle that joins these, one a feed
 * ({@link aero.vigil.ingest.feed.RadarFeed}). May enter: ASTERIX, captures, the commands of {@code
 * airspace.proto}, Vert.x. Must never know: how a command reaches the group (a {@link
 * aero.vigil.ingest.feed.CommandSink} takes it), where radars stand, what a track is.
 *
 * <p>Everything is bounded, and what a bound costs is counted by name: the kernel's socket buffer
 * (kernel drops), the hand-over from the receiving thread ("hand-over full"), the plots that a feed
 * may bring in a second ("flood"), the plots kept while no primary answers (discarded).
 */
@NullMarked
package aero.vigil.ingest.feed;

import org.jspecify.annotations.NullMarked;
