package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.adaptation.AdaptationChecker;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.SensorSite;
import aero.vigil.wire.airspace.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The regions in {@code config/adaptations} are whole and agree with themselves. */
class ShippedAdaptationsTest {

    private static Adaptation adaptation(String name) throws IOException {
        Path root = Path.of(System.getProperty("vigil.root"));
        return AdaptationFile.read(root.resolve("config/adaptations/" + name + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void everyRegionNamesItsSourceAndHoldsAtMost150Points(String name) throws IOException {
        Adaptation region = adaptation(name);

        assertEquals(name, region.getName());
        assertFalse(region.getSource().isBlank(), "facts without a source");
        assertTrue(region.getPointsCount() <= 150, () -> region.getPointsCount() + " points");
        Set<String> names = new HashSet<>();
        region.getPointsList().forEach(point -> assertTrue(names.add(point.getName())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void theModelFindsNoFaultInIt(String name) throws IOException {
        assertEquals(
                List.of(),
                AdaptationChecker.faults(AdaptationDecoder.decode(adaptation(name).toByteArray())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void everyRadarHasAnIdentityOfItsOwnAndOneIsAnchored(String name) throws IOException {
        Set<Integer> identities = new HashSet<>();
        int anchored = 0;
        for (SensorSite site : adaptation(name).getSensorsList()) {
            assertTrue(identities.add(site.getSac() * 256 + site.getSic()), site::getName);
            assertTrue(site.getPeriodSeconds() >= 1 && site.getPeriodSeconds() <= 30);
            assertTrue(site.getRangeNm() > 0 && site.getRangeNm() < 256, site::getName);
            assertTrue(Set.of("PSR", "SSR", "MODE_S").contains(site.getKind()), site::getKind);
            anchored += site.getAnchored() ? 1 : 0;
        }

        assertEquals(1, anchored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void everyPointOnAnAirwayExists(String name) throws IOException {
        Adaptation region = adaptation(name);
        Set<String> points = new HashSet<>();
        region.getPointsList().forEach(point -> points.add(point.getName()));

        region.getAirwaysList()
                .forEach(
                        airway -> {
                            assertTrue(airway.getPointsCount() >= 2, airway::getName);
                            for (String point : airway.getPointsList()) {
                                assertTrue(
                                        points.contains(point),
                                        () -> airway.getName() + " passes unknown " + point);
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void neighboursExistAndAreMutual(String name) throws IOException {
        Map<String, SectorElement> sectors = new HashMap<>();
        adaptation(name).getSectorsList().forEach(sector -> sectors.put(sector.getId(), sector));

        for (SectorElement sector : sectors.values()) {
            assertFalse(sector.getNeighboursList().isEmpty(), sector::getId);
            for (String neighbour : sector.getNeighboursList()) {
                SectorElement other = sectors.get(neighbour);
                assertNotNull(other, neighbour);
                assertTrue(
                        other.getNeighboursList().contains(sector.getId()),
                        () -> neighbour + " does not know its neighbour " + sector.getId());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void eachElementarySectorHasExactlyOneExecutive(String name) throws IOException {
        Adaptation region = adaptation(name);
        Map<String, Integer> executives = new HashMap<>();
        region.getSectorsList().forEach(sector -> executives.put(sector.getId(), 0));
        Set<String> positions = new HashSet<>();
        for (PositionDefinition position : region.getPositionsList()) {
            assertTrue(positions.add(position.getId()), position::getId);
            for (String sector : position.getSectorsList()) {
                assertTrue(executives.containsKey(sector), sector);
                if (position.getRole().equals("executive")) {
                    executives.merge(sector, 1, Integer::sum);
                }
            }
        }

        executives.forEach((sector, count) -> assertEquals(1, count, sector));
        assertTrue(positions.containsAll(List.of("SUPERVISOR", "OBSERVER")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void everyPlaceOfTheRegionBelongsToExactlyOneSectorAtEveryLevel(String name)
            throws IOException {
        Adaptation region = adaptation(name);
        List<Volume> volumes =
                region.getSectorsList().stream()
                        .flatMap(sector -> sector.getVolumesList().stream())
                        .toList();
        for (Volume volume : volumes) {
            assertTrue(Math.abs(area(volume.getBorderList())) > 0.1, "degenerate polygon");
            assertTrue(volume.getFloor() < volume.getCeiling());
        }
        double south = least(volumes, true);
        double west = least(volumes, false);
        double north = greatest(volumes, true);
        double east = greatest(volumes, false);
        SplittableRandom random = new SplittableRandom(20_260_101);

        for (int i = 0; i < 20_000; i++) {
            double latitude = random.nextDouble(south, north);
            double longitude = random.nextDouble(west, east);
            int level = random.nextInt(660);
            long holding =
                    volumes.stream()
                            .filter(
                                    v ->
                                            v.getFloor() <= level
                                                    && level < v.getCeiling()
                                                    && contains(
                                                            v.getBorderList(), latitude, longitude))
                            .count();
            assertEquals(1, holding, () -> latitude + " " + longitude + " FL" + level);
        }
    }

    private static double least(List<Volume> volumes, boolean latitude) {
        return volumes.stream()
                .flatMap(v -> v.getBorderList().stream())
                .mapToDouble(p -> latitude ? p.getLatitude() : p.getLongitude())
                .min()
                .orElseThrow();
    }

    private static double greatest(List<Volume> volumes, boolean latitude) {
        return volumes.stream()
                .flatMap(v -> v.getBorderList().stream())
                .mapToDouble(p -> latitude ? p.getLatitude() : p.getLongitude())
                .max()
                .orElseThrow();
    }

    private static double area(List<LatLon> border) {
        double twice = 0;
        for (int i = 0; i < border.size(); i++) {
            LatLon a = border.get(i);
            LatLon b = border.get((i + 1) % border.size());
            twice += a.getLongitude() * b.getLatitude() - b.getLongitude() * a.getLatitude();
        }
        return twice / 2;
    }

    private static boolean contains(List<LatLon> border, double latitude, double longitude) {
        boolean inside = false;
        for (int i = 0; i < border.size(); i++) {
            LatLon a = border.get(i);
            LatLon b = border.get((i + 1) % border.size());
            boolean crosses = a.getLatitude() > latitude != b.getLatitude() > latitude;
            double share = (latitude - a.getLatitude()) / (b.getLatitude() - a.getLatitude());
            if (crosses
                    && longitude
                            < a.getLongitude() + share * (b.getLongitude() - a.getLongitude())) {
                inside = !inside;
            }
        }
        return inside;
    }
}
