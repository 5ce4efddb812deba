package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.FrameListener;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.SafetyNetStatus;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flights of the committed picture, as pilots and neighbours know them. */
final class Picture implements FrameListener {

    private static final Logger log = LoggerFactory.getLogger(Picture.class);

    /** One who acts on the picture. */
    interface Reader {

        /** A flight is new or has changed. */
        void onFlight(Flight flight);

        /** Another user holds a position, or nobody. */
        default void onPosition(Position position) {}

        /** What the safety nets go by has changed. */
        default void onSafetyNets(SafetyNetStatus status) {}

        /** A flight is no longer in the picture. */
        void onFlightEnded(int id);

        /**
         * All changes of a frame have been told.
         *
         * @param modelMicros UTC of the model
         */
        void onFrame(long modelMicros, SortedMap<Integer, Flight> flights);
    }

    private final List<Reader> readers;
    private final SortedMap<Integer, Flight> flights = new TreeMap<>();

    Picture(List<Reader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public void keyframe(KeyframeMessage message) {
        try {
            Frame picture = Keyframe.parseFrom(message.getBody()).getPicture();
            SortedMap<Integer, Flight> before = new TreeMap<>(flights);
            flights.clear();
            apply(picture);
            before.keySet().removeAll(flights.keySet());
            before.keySet().forEach(id -> readers.forEach(reader -> reader.onFlightEnded(id)));
            end(picture);
        } catch (InvalidProtocolBufferException unreadable) {
            log.warn("keyframe {} is not readable: {}", message.getNumber(), unreadable.toString());
        }
    }

    @Override
    public void frame(FrameRecord record) {
        try {
            Frame frame = Frame.parseFrom(record.getBody());
            apply(frame);
            for (int id : new ArrayList<>(frame.getEndedFlightsList())) {
                flights.remove(id);
                readers.forEach(reader -> reader.onFlightEnded(id));
            }
            end(frame);
        } catch (InvalidProtocolBufferException unreadable) {
            log.warn("frame {} is not readable: {}", record.getNumber(), unreadable.toString());
        }
    }

    private void apply(Frame frame) {
        for (Flight flight : frame.getFlightsList()) {
            flights.put(flight.getId(), flight);
            readers.forEach(reader -> reader.onFlight(flight));
        }
        for (Position position : frame.getPositionsList()) {
            readers.forEach(reader -> reader.onPosition(position));
        }
        if (frame.hasSafetyNets()) {
            readers.forEach(reader -> reader.onSafetyNets(frame.getSafetyNets()));
        }
    }

    private void end(Frame frame) {
        readers.forEach(reader -> reader.onFrame(frame.getModelTimeMicros(), flights));
    }
}
