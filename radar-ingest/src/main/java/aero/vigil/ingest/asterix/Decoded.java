package aero.vigil.ingest.asterix;

import java.util.List;

/**
 * What one datagram gave.
 *
 * @param records in their order
 * @param rejects octets that gave none, in their order; of one block at most one
 */
public record Decoded(List<AsterixRecord> records, List<Reject> rejects) {

    public Decoded {
        records = List.copyOf(records);
        rejects = List.copyOf(rejects);
    }
}
