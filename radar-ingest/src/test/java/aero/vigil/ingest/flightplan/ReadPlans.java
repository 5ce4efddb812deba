package aero.vigil.ingest.flightplan;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.wire.airspace.FlightPlanMessage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;

/** Reading in tests: one fixed moment of reception, and the kind of reading one expects. */
final class ReadPlans {

    /** 12:00 UTC on 15 June 2026. */
    static final long NOW = micros("2026-06-15T12:00:00Z");

    private ReadPlans() {}

    static long micros(String instant) {
        return TimeUnit.SECONDS.toMicros(Instant.parse(instant).getEpochSecond());
    }

    static PlanReading read(String text) {
        return IcaoMessageReader.read(text, "LSZHZQZX", NOW);
    }

    static boolean isReadable(String text) {
        return read(text)
                .deliverTo(
                        new PlanReading.Handler<>() {
                            @Override
                            public Boolean onUnderstood(PlanReading.Understood understood) {
                                return true;
                            }

                            @Override
                            public Boolean onUnreadable(PlanReading.Unreadable unreadable) {
                                return false;
                            }
                        });
    }

    static FlightPlanMessage readable(String text) {
        return read(text)
                .deliverTo(
                        new PlanReading.Handler<>() {
                            @Override
                            public FlightPlanMessage onUnderstood(
                                    PlanReading.Understood understood) {
                                return understood.message();
                            }

                            @Override
                            public FlightPlanMessage onUnreadable(
                                    PlanReading.Unreadable unreadable) {
                                throw new AssertionFailedError(text + " " + unreadable);
                            }
                        });
    }

    static PlanReading.Unreadable unreadable(String text) {
        return read(text)
                .deliverTo(
                        new PlanReading.Handler<>() {
                            @Override
                            public PlanReading.Unreadable onUnderstood(
                                    PlanReading.Understood understood) {
                                throw new AssertionFailedError("was read: " + text);
                            }

                            @Override
                            public PlanReading.Unreadable onUnreadable(
                                    PlanReading.Unreadable unreadable) {
                                return unreadable;
                            }
                        });
    }
}
