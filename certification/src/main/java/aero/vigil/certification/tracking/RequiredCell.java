package aero.vigil.certification.tracking;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.List;

/**
 * One cell of tables (a) and (c): which service, and by which radars.
 *
 * @param name for people
 * @param separation the service
 * @param sites the radars, of one kind
 */
record RequiredCell(String name, Separation separation, List<SensorSite> sites) {

    private static final SensorSite LAEGERN = site("Lägern", 1, 47.4817, 8.3928, 938, 0.6);
    private static final SensorSite LEMA = site("Monte Lema", 2, 46.0408, 8.8333, 1690, 0.8);
    private static final SensorSite DOLE = site("La Dôle", 3, 46.4247, 6.0994, 1745, 0.7);
    private static final SensorSite HOLBERG = site("Holberg", 4, 47.4703, 8.5553, 575, 0.5);
    private static final SensorSite NORTH = site("North", 5, 47.75, 8.05, 700, 0.5);

    RequiredCell {
        sites = List.copyOf(sites);
    }

    static List<RequiredCell> all() {
        return List.of(
                new RequiredCell(
                        "5 NM, one Mode S radar of 4 s",
                        Separation.FIVE_MILES,
                        List.of(modeS(LAEGERN, 4))),
                new RequiredCell(
                        "5 NM, one Mode S radar of 8 s",
                        Separation.FIVE_MILES,
                        List.of(modeS(LAEGERN, 8))),
                new RequiredCell(
                        "5 NM, two Mode S radars of 5 and 8 s",
                        Separation.FIVE_MILES,
                        List.of(modeS(LAEGERN, 5.1), modeS(LEMA, 7.9))),
                new RequiredCell(
                        "5 NM, three Mode A/C radars of 5, 8 and 8 s",
                        Separation.FIVE_MILES,
                        List.of(ssr(LAEGERN, 5.1), ssr(LEMA, 7.9), ssr(DOLE, 8))),
                new RequiredCell(
                        "3 NM, two Mode S radars of 4 and 5 s",
                        Separation.THREE_MILES,
                        List.of(modeS(HOLBERG, 4), modeS(NORTH, 5))),
                new RequiredCell(
                        "3 NM, two Mode A/C radars of 4 and 5 s",
                        Separation.THREE_MILES,
                        List.of(ssr(HOLBERG, 4), ssr(NORTH, 5))));
    }

    boolean isModeS() {
        return sites.get(0).getKind().equals("MODE_S");
    }

    /** What no tracker can be better than: half a turn and the delay of the quickest radar. */
    double leastAgeSeconds() {
        return sites.stream()
                .mapToDouble(site -> site.getPeriodSeconds() / 2 + site.getNominalDelaySeconds())
                .min()
                .orElseThrow();
    }

    double shortestPeriodSeconds() {
        return sites.stream().mapToDouble(SensorSite::getPeriodSeconds).min().orElseThrow();
    }

    /** The region with these radars in place of its own. */
    Adaptation in(Adaptation region) {
        return region.toBuilder().clearSensors().addAllSensors(sites).build();
    }

    private static SensorSite site(
            String name, int sic, double lat, double lon, double height, double delay) {
        return SensorSite.newBuilder()
                .setName(name)
                .setSac(201)
                .setSic(sic)
                .setLatitude(lat)
                .setLongitude(lon)
                .setHeightMetres(height)
                .setRangeNm(200)
                .setSigmaRangeMetres(30)
                .setSigmaAzimuthDegrees(0.06)
                .setNominalDelaySeconds(delay)
                .setAnchored(true)
                .build();
    }

    private static SensorSite modeS(SensorSite site, double period) {
        return site.toBuilder().setKind("MODE_S").setPeriodSeconds(period).build();
    }

    private static SensorSite ssr(SensorSite site, double period) {
        return site.toBuilder().setKind("SSR").setPeriodSeconds(period).build();
    }
}
