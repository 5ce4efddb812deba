package aero.vigil.airspace;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import aero.vigil.wire.airspace.TakePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a tick, a plot, a capture and a checkpoint cost. Run its main; arguments: numbers of
 * aircraft, or {@code aircraft:plans} where more plans are filed than those of a third of the
 * aircraft. Times are of this machine, printed with the load it was under, and what a capture costs
 * the loop as a share of encoding it, which the loop does not do, in the same run.
 */
public final class AirspaceModelBenchmark {

    private static final double WARM_SECONDS = 40;
    private static final double MEASURED_SECONDS = 60;

    private AirspaceModelBenchmark() {}

    public static void main(String[] args) {
        String[] counts = args.length == 0 ? new String[] {"2000"} : args;
        for (String count : counts) {
            String[] parts = count.split(":", 2);
            run(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        }
        System.out.println(
                "load "
                        + java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                .getSystemLoadAverage());
    }

    /** Plans of flights that are not in the air yet: they leave in one to four hours. */
    private static void fileLater(DrivenModel driven, int plans) {
        for (int i = driven.model.state().flights.size(); i < plans; i++) {
            FiledPlan.Builder plan = driven.plan("PLN" + i);
            long offBlock = driven.now() + (60 + i % 180) * 60_000_000L;
            plan.getKeyBuilder().setOffBlockTimeMicros(offBlock);
            driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan));
        }
    }

    /** Areas active, QNH known, a runway in use. */
    private static void everyNetAtWork(DrivenModel driven) {
        Submitter supervisor = new Submitter(21, "sue", List.of("supervisor"));
        for (String area : List.of("LSR1", "LST2")) {
            driven.accepted(
                    supervisor,
                    Command.newBuilder()
                            .setActivateArea(
                                    ActivateArea.newBuilder().setArea(area).setActive(true))
                            .build());
        }
        for (String region : List.of("WEST", "EAST")) {
            driven.accepted(
                    supervisor,
                    Command.newBuilder()
                            .setSetQnh(SetQnh.newBuilder().setRegion(region).setHectopascals(1_003))
                            .build());
        }
        driven.accepted(
                supervisor,
                Command.newBuilder()
                        .setSetRunwaysInUse(
                                SetRunwaysInUse.newBuilder().setAirport("LSEE").addRunways("27"))
                        .build());
    }

    private static void run(int count, int plans) {
        Traffic traffic = Traffic.of(count, WARM_SECONDS + MEASURED_SECONDS, 1);
        DrivenModel driven = new DrivenModel(SafetyRegion.model());
        everyNetAtWork(driven);
        traffic.fileAll(driven);
        fileLater(driven, plans);
        driven.model.captureState(); // as a replica does before it starts: the first links classes
        driven.model.captureKeyframe(0);
        Costs ticks = new Costs();
        Costs captures = new Costs();
        Costs keyframes = new Costs();
        Costs encodings = new Costs();
        long plotNanos = 0;
        long plots = 0;
        int next = 0;
        int bytes = 0;
        List<Arrival> arrivals = traffic.arrivals();
        long op = driven.op();
        long now = driven.now();
        int total = (int) ((WARM_SECONDS + MEASURED_SECONDS) * 10);
        for (int tick = 1; tick <= total; tick++) {
            now += 100_000;
            List<byte[]> commands = new ArrayList<>();
            int due = 0;
            List<Plot> batch = new ArrayList<>();
            while (next < arrivals.size() && arrivals.get(next).micros() <= now) {
                batch.add(arrivals.get(next++).plot());
                due++;
                if (batch.size() == 256) {
                    commands.add(command(batch));
                    batch.clear();
                }
            }
            commands.add(command(batch));
            boolean measured = tick > WARM_SECONDS * 10;
            if (tick == WARM_SECONDS * 5) {
                op = assumeAll(driven, op, now);
            }
            long start = System.nanoTime();
            for (byte[] command : commands) {
                driven.model.apply(++op, now, DrivenModel.ADAPTER_A, command);
            }
            long applied = System.nanoTime();
            FrameCut cut = driven.model.tick(++op, now, tick);
            long ticked = System.nanoTime();
            if (measured) {
                plotNanos += applied - start;
                plots += due;
                bytes += cut.body().length();
                ticks.add(ticked - applied);
                if (tick % 10 == 0) {
                    driven.model.captureKeyframe(tick);
                    keyframes.add(System.nanoTime() - ticked);
                    Capture state = driven.model.captureState();
                    captures.add(System.nanoTime() - ticked);
                    if (tick % 50 == 0) {
                        long captured = System.nanoTime();
                        state.encode();
                        encodings.add(System.nanoTime() - captured);
                    }
                }
            }
        }
        int tracks = 0;
        for (int n = 1; n < driven.model.state().surveillance.trackLimit(); n++) {
            var track = driven.model.state().surveillance.track(n);
            tracks += track != null && track.isInPicture() ? 1 : 0;
        }
        System.out.printf(
                "%d aircraft, %d tracks, %d flights, %d conflicts: tick %s; plot %.1f us (%.0f/s);"
                        + " frame %d bytes at %.0f plots/s; capture of keyframe %s, of both %s;"
                        + " encoding the state %s, %.0f times its capture;"
                        + " keyframe %d kB, state %d kB%n",
                count,
                tracks,
                driven.model.state().flights.size(),
                driven.model.state().stca.alerts().size(),
                ticks,
                plotNanos / 1e3 / plots,
                plots * 1e9 / plotNanos,
                (int) (bytes / (MEASURED_SECONDS * 10)),
                plots / MEASURED_SECONDS,
                keyframes,
                captures,
                encodings,
                encodings.medianMillis() / captures.medianMillis(),
                driven.model.captureKeyframe(total).encode().length / 1_000,
                driven.model.captureState().encode().length / 1_000);
    }

    /** Conflicts count only where somebody controls one of the two. */
    private static long assumeAll(DrivenModel driven, long op, long now) {
        long last = op;
        for (String position : List.of("W", "E", "U")) {
            Submitter controller =
                    new Submitter(position.hashCode(), position, List.of("development"));
            driven.model.apply(
                    ++last,
                    now,
                    controller,
                    Command.newBuilder()
                            .setTakePosition(TakePosition.newBuilder().setPosition(position))
                            .build()
                            .toByteArray());
            for (int id = 1; id < driven.model.state().flights.limit(); id++) {
                driven.model.apply(
                        ++last,
                        now,
                        controller,
                        Command.newBuilder()
                                .setAssumeFlight(
                                        AssumeFlight.newBuilder()
                                                .setFlight(id)
                                                .setVersion(version(driven, id)))
                                .build()
                                .toByteArray());
            }
        }
        return last;
    }

    private static int version(DrivenModel driven, int id) {
        var flight = driven.model.state().flights.get(id);
        return flight == null ? 0 : flight.version();
    }

    private static byte[] command(List<Plot> plots) {
        return Command.newBuilder()
                .setReportPlots(DrivenModel.wirePlots("A", plots))
                .build()
                .toByteArray();
    }

    /** Times in nanoseconds. */
    private static final class Costs {
        private long[] nanos = new long[1_000];
        private int count;

        void add(long nanosSpent) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = nanosSpent;
        }

        double medianMillis() {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return sorted[count / 2] / 1e6;
        }

        @Override
        public String toString() {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return String.format(
                    java.util.Locale.ROOT,
                    "p50 %.2f p99 %.2f max %.2f ms",
                    sorted[count / 2] / 1e6,
                    sorted[Math.min(count - 1, count * 99 / 100)] / 1e6,
                    sorted[count - 1] / 1e6);
        }
    }
}
