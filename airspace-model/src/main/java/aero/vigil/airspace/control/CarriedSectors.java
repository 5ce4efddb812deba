package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Adaptation.SectorElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which position holds which sector when another adaptation comes into force: a sector stays where
 * it was held; a new one, and one whose position is no more, goes to where the new adaptation puts
 * it. So each sector of ours has exactly one executive, as before.
 */
final class CarriedSectors {

    private final Map<String, Occupancy> before = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> present = new TreeSet<>();
    private final Set<String> held = new TreeSet<>();
    private final int version;

    /**
     * @param occupancies as they were
     * @param from the adaptation they were under
     * @param to the adaptation in force now
     */
    CarriedSectors(List<Occupancy> occupancies, Adaptation from, Adaptation to) {
        int latest = 0;
        for (Occupancy occupancy : occupancies) {
            before.put(occupancy.definition().id(), occupancy);
            latest = Math.max(latest, occupancy.sectorsVersion());
        }
        version = latest + 1;
        from.sectors().stream().map(SectorElement::id).forEach(known::add);
        to.sectors().stream().map(SectorElement::id).forEach(present::add);
        for (PositionDefinition position : to.positions()) {
            Occupancy was = was(position);
            if (was != null && position.role() == Role.EXECUTIVE) {
                held.addAll(was.sectors());
            }
        }
    }

    /** The position of the same name and role before, or null. */
    private @Nullable Occupancy was(PositionDefinition position) {
        Occupancy was = before.get(position.id());
        return was != null && was.definition().role() == position.role() ? was : null;
    }

    /** Who works at a position from now on, and what it holds. */
    Occupancy at(PositionDefinition position) {
        Occupancy was = was(position);
        List<String> sectors = new ArrayList<>(was == null ? List.of() : was.sectors());
        sectors.retainAll(present);
        for (String sector : position.sectors()) {
            boolean isFree =
                    position.role() == Role.EXECUTIVE
                            ? !held.contains(sector)
                            : was == null || !known.contains(sector);
            if (isFree && !sectors.contains(sector)) {
                sectors.add(sector);
            }
        }
        if (was == null) {
            return new Occupancy(position, sectors, version, "", List.of(), 0);
        }
        return new Occupancy(
                position,
                sectors,
                sectors.equals(was.sectors()) ? was.sectorsVersion() : version,
                was.user(),
                was.sessions(),
                was.revision());
    }
}
