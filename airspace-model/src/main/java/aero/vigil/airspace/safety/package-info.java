/**
 * Safety nets and monitoring aids: predictions over system tracks that end in alerts
 * (airspace-algorithms §7).
 *
 * <p>{@link aero.vigil.airspace.safety.Stca} watches pairs of tracks, {@link
 * aero.vigil.airspace.safety.TrackNets} single ones: areas (APW), the ground (MSAW), the approach
 * path (APM), the cleared level (CLAM), the route (RAM). {@link
 * aero.vigil.airspace.safety.SafetySettings} holds what supervisors and schedules decide for them.
 *
 * <p>Enter: system tracks, what is known of their flights (by a small look-up), a supervisor's
 * orders, the passing of model time. Each evaluation of a net and a track, or a pair, is a unit of
 * work of its own; evidence is counted at new plots, never at ticks. Must never know of plots,
 * frames or who controls whom beyond that look-up.
 */
@NullMarked
package aero.vigil.airspace.safety;

import org.jspecify.annotations.NullMarked;
