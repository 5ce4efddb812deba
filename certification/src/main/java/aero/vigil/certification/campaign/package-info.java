/**
 * The campaign: runs scenarios one after another, has their histories checked, gives verdicts,
 * qualifies the checkers by planted bugs, and says how far it is.
 */
@NullMarked
package aero.vigil.certification.campaign;

import org.jspecify.annotations.NullMarked;
