package aero.vigil.airspace.codec;

import aero.vigil.airspace.picture.PictureQuery;
import com.google.protobuf.InvalidProtocolBufferException;

/** Reads a question from the bytes of a {@code vigil.airspace.PictureQuery}. */
public final class QueryDecoder {

    private static final int MAX_NAME = 64;

    private QueryDecoder() {}

    /**
     * The question these bytes are.
     *
     * @throws MalformedCommandException if they are none; its message says why
     */
    public static PictureQuery decode(byte[] bytes) throws MalformedCommandException {
        aero.vigil.wire.airspace.PictureQuery wire;
        try {
            wire = aero.vigil.wire.airspace.PictureQuery.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedCommandException("the bytes are no PictureQuery");
        }
        return switch (wire.getWantedCase()) {
            case TRACK -> new PictureQuery.OfTrack(wire.getTrack());
            case FLIGHT -> new PictureQuery.OfFlight(wire.getFlight());
            case CALLSIGN -> new PictureQuery.OfCallsign(name(wire.getCallsign()));
            case SECTOR -> new PictureQuery.OfSector(name(wire.getSector()));
            case TOTALS -> new PictureQuery.OfKind(PictureQuery.Kind.TOTALS);
            case ALERTS -> new PictureQuery.OfKind(PictureQuery.Kind.ALERTS);
            case SENSORS -> new PictureQuery.OfKind(PictureQuery.Kind.SENSORS);
            case FEEDS -> new PictureQuery.OfKind(PictureQuery.Kind.FEEDS);
            case POSITIONS -> new PictureQuery.OfKind(PictureQuery.Kind.POSITIONS);
            case ADAPTATION -> new PictureQuery.OfKind(PictureQuery.Kind.ADAPTATION);
            case WANTED_NOT_SET ->
                    throw new MalformedCommandException(
                            "no question of this version is in the bytes");
        };
    }

    private static String name(String text) throws MalformedCommandException {
        if (text.isEmpty() || text.length() > MAX_NAME) {
            throw new MalformedCommandException("a name has 1 to 64 characters");
        }
        return text;
    }
}
