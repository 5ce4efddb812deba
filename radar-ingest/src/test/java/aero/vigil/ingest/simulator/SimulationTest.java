package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static aero.vigil.ingest.simulator.Regions.SECOND;
import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.asterix.Decoded;
import aero.vigil.ingest.simulator.Regions.Memory;
import aero.vigil.wire.airspace.Adaptation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A seed decides everything, and what radars say is ASTERIX that means what was measured. */
@Tag("slow")
class SimulationTest {

    private static final long SEED = 4711;
    private final Adaptation region = Regions.switzerland();

    /** What many tests look at. */
    private static @Nullable Memory minute;

    private Memory minute() {
        Memory flown = minute;
        if (flown == null) {
            flown = run(region, SEED, MINUTE, MINUTE);
            minute = flown;
        }
        return flown;
    }

    private Memory run(Adaptation adaptation, long seed, long stepMicros, long lengthMicros) {
        Memory memory = new Memory();
        Simulation simulation =
                new Simulation(adaptation, Simulation.Options.traffic(seed, 40), START, memory);
        for (long t = START; t <= START + lengthMicros; t += stepMicros) {
            simulation.advanceTo(t);
        }
        simulation.advanceTo(START + lengthMicros);
        return memory;
    }

    @Test
    void theSameSeedGivesTheSameTruthPlansAndDatagramsAtAnyPace() {
        Memory once = run(region, SEED, 2 * MINUTE, 2 * MINUTE);
        Memory again = run(region, SEED, 7_000, 2 * MINUTE);

        assertEquals(once.truth, again.truth);
        assertEquals(once.plans, again.plans);
        for (int radar = 0; radar < region.getSensorsCount(); radar++) {
            assertTrue(once.octetsOf(radar).length > 10_000);
            assertArrayEquals(once.octetsOf(radar), again.octetsOf(radar));
        }
    }

    @Test
    void anotherSeedGivesAnotherDay() {
        Memory one = minute();
        Memory other = run(region, SEED + 1, MINUTE, MINUTE);

        assertFalse(Arrays.equals(one.octetsOf(0), other.octetsOf(0)));
        assertFalse(one.plans.equals(other.plans));
    }

    @Test
    void takingARadarAwayChangesNothingForTheOthers() {
        Adaptation fewer = region.toBuilder().removeSensors(3).build();

        Memory whole = minute();
        Memory reduced = run(fewer, SEED, MINUTE, MINUTE);

        for (int radar = 0; radar < 3; radar++) {
            assertArrayEquals(whole.octetsOf(radar), reduced.octetsOf(radar));
        }
    }

    @Test
    void everyDatagramDecodesWholeAndFitsAnEthernetFrame() {
        Memory memory = minute();
        int plots = 0;

        for (Regions.Sent sent : memory.sent) {
            Decoded decoded = DatagramDecoder.decode(sent.datagram());
            assertEquals(List.of(), decoded.rejects());
            assertTrue(sent.datagram().length <= 1_472, () -> sent.datagram().length + " octets");
            for (AsterixRecord record : decoded.records()) {
                plots += record.category().number() == Cat048.NUMBER ? 1 : 0;
            }
        }

        // What was detected in the last two seconds is still on its way.
        assertTrue(plots > memory.detections.size() * 0.95, plots + " plots");
    }

    @Test
    void aPlotSaysWhatTheRadarMeasuredInItsOwnUnits() {
        Memory memory = minute();
        Map<String, Detection> measured = new HashMap<>();
        for (Detection detection : memory.detections) {
            measured.put(
                    key(
                            detection.target().transponder().address(),
                            RadarMessages.timeOfDay(detection.timeMicros()),
                            detection.rho()),
                    detection);
        }

        int compared = 0;
        for (Regions.Sent sent : memory.sent) {
            for (AsterixRecord record : DatagramDecoder.decode(sent.datagram()).records()) {
                if (record.category().number() != Cat048.NUMBER) {
                    continue;
                }
                Cat048Record plot = new Cat048Record(record);
                Detection detection =
                        measured.get(
                                key(
                                        plot.address().orElseThrow(),
                                        plot.timeOfDay().orElseThrow(),
                                        plot.rho().orElseThrow()));
                assertNotNull(detection, () -> "nobody measured " + record);
                Transponder transponder = detection.target().transponder();
                assertEquals(detection.theta(), plot.theta().orElseThrow());
                assertEquals(transponder.mode3A(), plot.mode3A().orElseThrow());
                assertEquals(transponder.callsign(), plot.callsign());
                assertEquals(detection.quarterLevels(), plot.flightLevel().orElseThrow());
                assertEquals(
                        detection.selectedFeet() / 25, plot.selectedLevel().orElseThrow(), 0.9);
                assertEquals(5, plot.detection());
                assertFalse(plot.simulated());
                compared++;
            }
        }
        assertTrue(compared > 1_000, compared + " compared");
    }

    private static String key(int address, int timeOfDay, int rho) {
        return address + " " + timeOfDay + " " + rho;
    }

    @Test
    void aTurnIsANorthMarkerAndThirtyTwoSectorsInOrder() {
        Memory memory = minute();
        List<Long> sectors = new ArrayList<>();
        int norths = 0;
        double period = region.getSensors(0).getPeriodSeconds();

        for (Regions.Sent sent : memory.sent) {
            if (sent.radar() != 0) {
                continue;
            }
            for (AsterixRecord record : DatagramDecoder.decode(sent.datagram()).records()) {
                if (record.category().number() != Cat034.NUMBER) {
                    continue;
                }
                if (record.raw(Cat034.MESSAGE_TYPE) == Cat034.NORTH_MARKER) {
                    norths++;
                    assertEquals(period, record.quantity(Cat034.ROTATION_PERIOD), 0.01);
                } else {
                    sectors.add(record.raw(Cat034.SECTOR));
                }
            }
        }

        assertEquals(60 / period, norths, 1);
        Iterator<Long> following = sectors.iterator();
        long before = following.next();
        while (following.hasNext()) {
            long next = following.next();
            assertEquals((before + 8) % 256, next);
            before = next;
        }
    }

    @Test
    void aPlotArrivesAfterItsRadarsNominalDelay() {
        Memory memory = new Memory();
        Simulation simulation =
                new Simulation(region, Simulation.Options.traffic(SEED, 40), START, memory);
        Map<Integer, List<Double>> delays = new HashMap<>();
        int seen = 0;
        for (long t = START; t < START + MINUTE; t += 5_000) {
            simulation.advanceTo(t);
            for (; seen < memory.sent.size(); seen++) {
                Regions.Sent sent = memory.sent.get(seen);
                for (AsterixRecord record : DatagramDecoder.decode(sent.datagram()).records()) {
                    if (record.category().number() == Cat048.NUMBER) {
                        double late = t * 1e-6 % 86_400 - record.raw(Cat048.TIME_OF_DAY) / 128.0;
                        delays.computeIfAbsent(sent.radar(), first -> new ArrayList<>()).add(late);
                    }
                }
            }
        }

        delays.forEach(
                (radar, values) -> {
                    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
                    double nominal = region.getSensors(radar).getNominalDelaySeconds();
                    assertEquals(nominal, mean, 0.12, "radar " + radar);
                    assertTrue(values.stream().allMatch(v -> v > 0.25 && v < 2.3));
                });
        assertEquals(region.getSensorsCount(), delays.size());
    }

    @Test
    void loadGivesTheRateAskedFor() {
        for (int wanted : new int[] {500, 3_000}) {
            Memory memory = new Memory();
            Simulation simulation =
                    new Simulation(
                            region, new Simulation.Options(SEED, null, wanted), START, memory);
            simulation.advanceTo(START + 20 * SECOND);
            int before = memory.detections.size();
            simulation.advanceTo(START + 40 * SECOND);

            double rate = (memory.detections.size() - before) / 20.0;
            assertEquals(wanted, rate, wanted * 0.05);
            assertTrue(memory.plans.isEmpty());
        }
    }

    @Test
    void loadByAGivenNumberOfAircraftTurnsTheAntennasFaster() {
        Memory memory = new Memory();
        Simulation simulation =
                new Simulation(region, new Simulation.Options(SEED, 300, 1_000), START, memory);
        simulation.advanceTo(START + 20 * SECOND);

        assertEquals(300, simulation.targets().size());
        assertEquals(20_000, memory.detections.size(), 1_500);
    }
}
