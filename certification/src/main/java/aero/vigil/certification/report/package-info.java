/**
 * The report of a campaign: one self-contained page for a person, one JSON file for programs, from
 * the same results. It says what held, what did not, what was not tried, and how to repeat it; it
 * makes no claim beyond that.
 */
@NullMarked
package aero.vigil.certification.report;

import org.jspecify.annotations.NullMarked;
