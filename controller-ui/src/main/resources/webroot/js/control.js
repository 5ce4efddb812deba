/** What a flight is to this position's sectors, and what its controller would most likely do next. */

export const CONTROL = Object.freeze({
  ASSUMED: 'assumed',
  OFFERED: 'offered', // an open transfer to us
  LEAVING: 'transfer initiated',
  NOTIFIED: 'notified',
  REDUNDANT: 'redundant',
  UNCONCERNED: 'unconcerned',
});

/** A flight enters the inbound list this long before its entry. */
const NOTIFIED_AHEAD_MICROS = 20n * 60_000_000n;
/** A flight that was ours stays marked this long after another assumed it. */
const REDUNDANT_MICROS = 3n * 60_000_000n;

/** @param mine a Set of elementary sectors; empty for an observer */
export function controlOf(flight, mine, timeMillis) {
  if (flight === undefined || mine.size === 0) return CONTROL.UNCONCERNED;
  if (mine.has(flight.controllingSector)) {
    return flight.offeredTo === '' || mine.has(flight.offeredTo) ? CONTROL.ASSUMED : CONTROL.LEAVING;
  }
  if (mine.has(flight.offeredTo)) return CONTROL.OFFERED;
  const now = BigInt(Math.round(timeMillis)) * 1000n;
  const given = lastOrder(flight, mine);
  if (given !== undefined && flight.controllingSector !== '') {
    const since = now - flight.orders.at(-1).timeMicros;
    return since < REDUNDANT_MICROS ? CONTROL.REDUNDANT : CONTROL.UNCONCERNED;
  }
  if (entryInto(flight, mine, now) !== undefined) return CONTROL.NOTIFIED;
  return CONTROL.UNCONCERNED;
}

function lastOrder(flight, mine) {
  return flight.orders.find((order) => mine.has(order.sector));
}

/** The sector entry that concerns us: not yet left, and not too far ahead. */
export function entryInto(flight, mine, nowMicros) {
  return flight.sectors.find(
    (entry) =>
      mine.has(entry.sector) &&
      entry.exitMicros > nowMicros &&
      entry.entryMicros - nowMicros < NOTIFIED_AHEAD_MICROS,
  );
}

/** How a flight leaves the sector that controls it: as agreed, else as planned; undefined if not known. */
export function exitOf(flight) {
  const { controllingSector, nextSector } = flight;
  if (controllingSector === '' || nextSector === '') return undefined;
  const agreed = flight.agreed.find((one) => one.fromSector === controllingSector && one.toSector === nextSector);
  const planned = flight.sectors.find((entry) => entry.sector === nextSector);
  if (agreed === undefined && planned === undefined) return undefined;
  return {
    level: agreed?.flightLevel || (planned?.level ?? 0),
    point: agreed?.point || (planned?.entryPoint ?? ''),
    coordinated: agreed !== undefined,
  };
}

/** The action under the cursor when the callsign is clicked. */
export function defaultAction(control, flight) {
  switch (control) {
    case CONTROL.OFFERED:
      return 'accept';
    case CONTROL.ASSUMED:
      return flight.nextSector === '' ? 'plan' : 'transfer';
    case CONTROL.LEAVING:
      return 'recall';
    case CONTROL.NOTIFIED:
      return flight.controllingSector === '' ? 'assume' : 'plan';
    default:
      return flight.controllingSector === '' ? 'assume' : 'plan';
  }
}
