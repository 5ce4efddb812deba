package aero.vigil.airspace.command;

import aero.vigil.airspace.surveillance.FeedLine;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SensorMessage;
import java.util.List;

/** One input to the model, every field within its range. */
public sealed interface Command
        permits Command.Ping,
                Command.ReportPlots,
                Command.ReportSensorStatus,
                Command.ReportFeed,
                Command.FlightPlanMessage,
                Command.TakePosition,
                Command.ReleasePosition,
                Command.AcknowledgeAlert,
                Command.Correlate,
                Command.Decorrelate,
                Command.EnableSensor,
                Command.ReleaseQuarantined,
                Command.ReferMessage,
                SafetyOrder,
                AdaptationOrder,
                SupervisorOrder,
                Command.OpenSectors,
                Command.CreateFlight,
                Command.SetWinds,
                Order {

    /** Hands this command to the method for its kind. */
    <R> R deliverTo(Handler<R> handler);

    /** Its kind for a person: the message's name. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** One method for each kind of command. */
    interface Handler<R> {
        R ping(Ping command);

        R reportPlots(ReportPlots command);

        R reportSensorStatus(ReportSensorStatus command);

        R reportFeed(ReportFeed command);

        R flightPlanMessage(FlightPlanMessage command);

        R takePosition(TakePosition command);

        R releasePosition(ReleasePosition command);

        R order(Order order);

        R acknowledgeAlert(AcknowledgeAlert command);

        R correlate(Correlate command);

        R decorrelate(Decorrelate command);

        R enableSensor(EnableSensor command);

        R releaseQuarantined(ReleaseQuarantined command);

        R referMessage(ReferMessage command);

        R safetyOrder(SafetyOrder order);

        R supervisorOrder(SupervisorOrder order);

        R openSectors(OpenSectors command);

        R createFlight(CreateFlight command);

        R setWinds(SetWinds command);

        R stageAdaptation(AdaptationOrder.StageAdaptation command);

        R activateAdaptation(AdaptationOrder.ActivateAdaptation command);
    }

    /** Does nothing but be ordered and answered with its own bytes. */
    record Ping(Payload payload) implements Command {

        /** Most bytes of a payload: its answer stays below 1 KiB. */
        public static final int MAX_BYTES = 1_000;

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.ping(this);
        }
    }

    /** Plots of one feed, in the order of their arrival. */
    record ReportPlots(FeedLine line, List<Plot> plots) implements Command {

        /** Most plots of one batch. */
        public static final int MAX_PLOTS = 256;

        public ReportPlots {
            plots = List.copyOf(plots);
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.reportPlots(this);
        }
    }

    /** Service messages of one feed, in the order of their arrival. */
    record ReportSensorStatus(FeedLine line, List<SensorMessage> messages) implements Command {

        /** Most messages of one batch. */
        public static final int MAX_MESSAGES = 256;

        public ReportSensorStatus {
            messages = List.copyOf(messages);
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.reportSensorStatus(this);
        }
    }

    /**
     * What an adapter says of its own feed: counts since its start.
     *
     * @param rejects sorted by reason
     * @param buffered plots waiting for a primary now
     */
    record ReportFeed(
            String adapter,
            String feed,
            long datagrams,
            long records,
            long kernelDrops,
            long discarded,
            List<CountByReason> rejects,
            int buffered)
            implements Command {

        /** Most reasons a feed may name. */
        public static final int MAX_REASONS = 32;

        public ReportFeed {
            rejects = List.copyOf(rejects);
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.reportFeed(this);
        }
    }

    /**
     * A message of ICAO Doc 4444 as received.
     *
     * @param originator the sender's address
     * @param text from '(' to ')': with the originator it tells copies
     */
    record FlightPlanMessage(String originator, String text, PlanMessage content)
            implements Command {

        /** Most characters of a text: 10 KiB. */
        public static final int MAX_TEXT = 10_240;

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.flightPlanMessage(this);
        }
    }

    /**
     * A flight-plan message that its receiver could not read.
     *
     * @param originator the sender's address
     * @param text as received: with the originator it tells copies
     * @param field the ICAO field that is wrong
     * @param column where, from 1; 0: not known
     * @param reason what is wrong
     */
    record ReferMessage(String originator, String text, String field, int column, String reason)
            implements Command {

        /** Most characters of a reason. */
        public static final int MAX_REASON = 300;

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.referMessage(this);
        }
    }

    /** Binds this session to a position. */
    record TakePosition(String position) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.takePosition(this);
        }
    }

    /** Gives this session's position back. */
    record ReleasePosition() implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.releasePosition(this);
        }
    }

    /** Says that a controller has seen an alert. */
    record AcknowledgeAlert(int alert) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.acknowledgeAlert(this);
        }
    }

    /** Says by hand that this track is this flight. */
    record Correlate(int flight, int track) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.correlate(this);
        }
    }

    /** Says by hand that this flight's track is not this flight. */
    record Decorrelate(int flight) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.decorrelate(this);
        }
    }

    /** Switches a sensor on or off. */
    record EnableSensor(int sacSic, boolean enabled) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.enableSensor(this);
        }
    }

    /** Takes a quarantined command off the supervisor's list. */
    record ReleaseQuarantined(long op) implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.releaseQuarantined(this);
        }
    }

    /**
     * Gives elementary sectors to positions: splits and combines, all at once or not at all.
     *
     * @param version of the sector plan this was given on
     * @param holdings what each position named holds from now on; others keep what they have
     */
    record OpenSectors(int version, List<Holding> holdings) implements Command {

        /** Most positions named at once: as many as an adaptation may have. */
        public static final int MAX_POSITIONS = 256;

        /**
         * What one position holds.
         *
         * @param sectors elementary sectors, at most {@link #MAX_POSITIONS}
         */
        public record Holding(String position, List<String> sectors) {
            public Holding {
                sectors = List.copyOf(sectors);
            }
        }

        public OpenSectors {
            holdings = List.copyOf(holdings);
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.openSectors(this);
        }
    }

    /**
     * Makes a flight that nobody filed: VFR, or a pop-up, at a track or without one.
     *
     * @param track that is this flight, 0: none yet
     * @param callsign field 7
     * @param flightRules field 8a: I or V
     * @param aircraftType field 9b, empty: not known (ZZZZ)
     * @param wakeCategory field 9c, empty: not known
     * @param departure field 13a, empty: not known (ZZZZ)
     * @param destination field 16a, empty: not known (ZZZZ)
     * @param level field 15b, empty: VFR
     */
    record CreateFlight(
            int track,
            String callsign,
            String flightRules,
            String aircraftType,
            String wakeCategory,
            String departure,
            String destination,
            String level)
            implements Command {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.createFlight(this);
        }
    }

    /**
     * Says what winds trajectories are flown by.
     *
     * @param layers rising by level
     */
    record SetWinds(List<Wind> layers) implements Command {

        /** Most layers. */
        public static final int MAX_LAYERS = 32;

        /**
         * The wind at a level.
         *
         * @param flightLevel 0..600
         * @param fromDegrees true, 0..360
         * @param knots 0..300
         */
        public record Wind(int flightLevel, int fromDegrees, int knots) {}

        public SetWinds {
            layers = List.copyOf(layers);
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.setWinds(this);
        }
    }
}
