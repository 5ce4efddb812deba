/** Viewstamped Replication, made durable. */
@NullMarked
package aero.vigil.replication;

import org.jspecify.annotations.NullMarked;
