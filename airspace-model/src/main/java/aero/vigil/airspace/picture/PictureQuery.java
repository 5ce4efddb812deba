package aero.vigil.airspace.picture;

/** Which objects of the picture somebody asks for. */
public sealed interface PictureQuery {

    /** Objects of each kind that an answer holds at most. */
    int MOST_OBJECTS = 256;

    /** Gives this question to the method of its kind. */
    void deliverTo(Handler handler);

    /** One method a kind of question. */
    interface Handler {
        void track(int number);

        void flight(int id);

        void callsign(String callsign);

        void sector(String sector);

        void kind(Kind kind);
    }

    /** What is told as a whole. */
    enum Kind {
        TOTALS,
        ALERTS,
        SENSORS,
        FEEDS,
        POSITIONS,
        ADAPTATION
    }

    /** This track, and its flight. */
    record OfTrack(int number) implements PictureQuery {
        @Override
        public void deliverTo(Handler handler) {
            handler.track(number);
        }
    }

    /** The flight with this identifier, and its track. */
    record OfFlight(int id) implements PictureQuery {
        @Override
        public void deliverTo(Handler handler) {
            handler.flight(id);
        }
    }

    /** The flights of this name, and their tracks. */
    record OfCallsign(String callsign) implements PictureQuery {
        @Override
        public void deliverTo(Handler handler) {
            handler.callsign(callsign);
        }
    }

    /** The flights that this elementary sector controls, and their tracks. */
    record OfSector(String sector) implements PictureQuery {
        @Override
        public void deliverTo(Handler handler) {
            handler.sector(sector);
        }
    }

    /** Everything of one kind. */
    record OfKind(Kind kind) implements PictureQuery {
        @Override
        public void deliverTo(Handler handler) {
            handler.kind(kind);
        }
    }
}
