/**
 * Sensors and the tracker: from the plots of many radars to one system track an aircraft.
 *
 * <p>Enter: {@link aero.vigil.airspace.surveillance.Plot}s and {@link
 * aero.vigil.airspace.surveillance.SensorMessage}s one at a time, and the passing of model time,
 * through {@link aero.vigil.airspace.surveillance.Surveillance}. All state stands in tables of
 * immutable records changed in units of work. Metres, metres a second, radians and microseconds
 * inside; ASTERIX integers at the rim. Must never know of flight plans, controllers, frames or
 * bytes on a wire.
 */
@NullMarked
package aero.vigil.airspace.surveillance;

import org.jspecify.annotations.NullMarked;
