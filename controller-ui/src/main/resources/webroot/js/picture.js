/** The picture: what the frames shown so far add up to. Metres, m/s, flight levels, ms of model time. */
import { Projection } from './projection.js';

/** I062/100, I062/185, I062/136, I062/220: the units of a Track. */
const POSITION_METRES = 0.5;
const SPEED_METRES_PER_SECOND = 0.25;
const LEVEL = 0.25;
const RATE_FEET_PER_MINUTE = 6.25;

/** After so many rotations without a measurement a track is hollow, with its age. */
const UNHEARD_ROTATIONS = 1.5;

/** Lifecycle of airspace.proto: planned 1, coordinated 2, active 3; terminated, it is kept for a while. */
const TERMINATED = 4;

/** As many as the model keeps. */
const AUDIT_KEPT = 256;

/** Of a RawPlots. */
const PLOT_METRES = 4;

const HISTORY_DOTS = 10;
const HISTORY_INTERVAL = 5000;

export const STATUS = Object.freeze({
  CONFIRMED: 1,
  COASTING: 2,
  PRIMARY_ONLY: 4,
  SPECIAL_POSITION: 8,
  MULTI_SENSOR: 16,
  EMERGENCY: 32,
  EVALUATION_FAILED: 64,
  SEEN_BY_PRIMARY: 128,
  SEEN_BY_ADS_B: 1024,
  SEEN_BY: 128 + 256 + 512 + 1024 + 2048, // primary, Mode A/C, Mode S, ADS-B, another centre
});

/** How far a flight is on its way; one that has ended is behind all others. */
function progressOf({ lifecycle }) {
  return lifecycle === TERMINATED ? 0 : lifecycle;
}

export class Picture {
  constructor() {
    this.adaptation = null;
    this.map = null; // the adaptation on the plane
    this.reducedTo = null; // {west, south, east, north}: nothing is told of tracks outside
    this.plots = []; // of the latest turn of the slowest radar: {time, places: [{x, y}]}, oldest first
    this.clear();
  }

  clear() {
    this.number = 0;
    this.time = null; // model time, ms since 1970
    this.tracks = new Map();
    this.flights = new Map();
    this.alerts = new Map();
    this.sensors = new Map();
    this.feeds = new Map();
    this.positions = new Map();
    this.quarantined = new Map();
    this.alarmList = { alarms: [], attentions: [] };
    this.adaptationStatus = null; // that of op 1 is in force
    this.audit = new Map();
    this.referrals = new Map();
    this.totals = null;
    this.safetyNets = null;
    this.winds = null; // those in force
  }

  /** What comes next does not follow from this, which is shown until it is there. */
  endPast() {
    for (const track of this.tracks.values()) track.history = [];
    this.plots = [];
  }

  /** Everything anew; history dots of tracks that go on are kept. */
  applyKeyframe(keyframe) {
    const before = this.tracks;
    this.clear();
    this.adapt(keyframe.adaptation);
    this.applyFrame(keyframe.picture);
    for (const [number, track] of this.tracks) {
      track.history = before.get(number)?.history ?? track.history;
    }
  }

  /** Another adaptation is in force: what belongs to it is told anew in the same frame. */
  adapt(adaptation) {
    this.adaptation = adaptation;
    this.map = projectAdaptation(adaptation);
    this.sensors.clear();
    this.positions.clear();
  }

  applyFrame(frame) {
    this.number = Number(frame.number);
    this.time = Number(frame.modelTimeMicros) / 1000;
    if (frame.loadedAdaptation) this.adapt(frame.loadedAdaptation);
    if (frame.adaptation) this.adaptationStatus = frame.adaptation;
    for (const number of frame.endedTracks) this.tracks.delete(number);
    for (const track of frame.tracks) this.applyTrack(track);
    for (const id of frame.endedFlights) this.flights.delete(id);
    for (const flight of frame.flights) this.flights.set(flight.id, flight);
    for (const id of frame.endedAlerts) this.alerts.delete(id);
    for (const alert of frame.alerts) this.alerts.set(alert.id, { ...alert, toldAt: this.time });
    for (const sensor of frame.sensors) this.sensors.set(sensor.sacSic, sensor);
    for (const feed of frame.feeds) this.feeds.set(`${feed.adapter} ${feed.feed}`, feed);
    for (const position of frame.positions) this.positions.set(position.id, position);
    if (frame.totals) this.totals = frame.totals;
    if (frame.safetyNets) this.applySafetyNets(frame.safetyNets);
    for (const command of frame.quarantined) this.quarantined.set(command.op, command);
    for (const op of frame.releasedQuarantined) this.quarantined.delete(op);
    if (frame.alarms) this.alarmList = frame.alarms;
    for (const line of frame.audit) this.applyAudit(line);
    for (const referral of frame.referrals) this.referrals.set(referral.number, referral);
    for (const number of frame.closedReferrals) this.referrals.delete(number);
    if (frame.winds) this.winds = frame.winds;
    this.applyPlots(frame.plots);
    if (this.reducedTo !== null) this.endOutside();
  }

  /** Of a track that has left the part that is told nothing will come: it ends here. */
  endOutside() {
    const { west, south, east, north } = this.reducedTo;
    for (const track of this.tracks.values()) {
      const { x, y } = this.place(track);
      if (x < west || x > east || y < south || y > north) this.tracks.delete(track.number);
    }
  }

  applyPlots(told) {
    if (told !== undefined) {
      const places = told.x.map((x, index) => ({ x: x * PLOT_METRES, y: told.y[index] * PLOT_METRES }));
      this.plots.push({ time: this.time, places });
    }
    const oldest = this.time - this.plotsKeptMillis();
    let past = 0;
    while (past < this.plots.length && this.plots[past].time < oldest) past++;
    if (past > 0) this.plots.splice(0, past);
  }

  plotsKeptMillis() {
    return this.slowestRotation() * 1000;
  }

  applyAudit(line) {
    this.audit.set(line.number, line);
    if (this.audit.size > AUDIT_KEPT) this.audit.delete(this.audit.keys().next().value);
  }

  /** Which areas are active changes what the map shows. */
  applySafetyNets(safetyNets) {
    this.safetyNets = safetyNets;
    if (this.map !== null) this.map.areas = areasOf(this.adaptation, safetyNets);
  }

  applyTrack(told) {
    const before = this.tracks.get(told.number);
    const track = {
      number: told.number,
      x: told.x * POSITION_METRES,
      y: told.y * POSITION_METRES,
      vx: told.vx * SPEED_METRES_PER_SECOND,
      vy: told.vy * SPEED_METRES_PER_SECOND,
      validAt: this.time + told.validityMillis,
      level: told.flightLevel === undefined ? null : told.flightLevel * LEVEL,
      rate: told.rate * RATE_FEET_PER_MINUTE,
      mode3a: told.mode3a ?? null,
      address: told.address ?? null,
      callsign: told.callsign,
      flight: told.flight,
      status: told.status,
      history: before?.history ?? [],
      dottedAt: before?.dottedAt ?? -Infinity,
    };
    if (before !== undefined && before.validAt - track.dottedAt >= HISTORY_INTERVAL) {
      track.history = [...track.history.slice(1 - HISTORY_DOTS), { x: before.x, y: before.y }];
      track.dottedAt = before.validAt;
    }
    this.tracks.set(told.number, track);
  }

  /** Where a track is at the time of the frame shown: one screen shows one instant. */
  place(track) {
    const seconds = (this.time - track.validAt) / 1000;
    return { x: track.x + track.vx * seconds, y: track.y + track.vy * seconds };
  }

  /** Seconds since the track was last measured. */
  age(track) {
    return (this.time - track.validAt) / 1000;
  }

  /** Whether it was not measured for one and a half rotations. */
  isUnheard(track) {
    return this.age(track) > UNHEARD_ROTATIONS * this.slowestRotation();
  }

  flightOf(track) {
    return track.flight === 0 ? undefined : this.flights.get(track.flight);
  }

  /** The flight of this callsign that is farthest on its way: one that has ended only when no other is left. */
  flightNamed(callsign) {
    return [...this.flights.values()]
      .filter((flight) => flight.key?.callsign === callsign)
      .sort((a, b) => progressOf(b) - progressOf(a))[0];
  }

  trackOf(flight) {
    return flight.track === 0 ? undefined : this.tracks.get(flight.track);
  }

  /** The name by which people call it. */
  nameOf(track) {
    return this.flightOf(track)?.key?.callsign || track.callsign || squawk(track.mode3a) || `#${track.number}`;
  }

  /** The longest nominal rotation of any sensor, seconds. */
  slowestRotation() {
    const periods = [...this.sensors.values()].map((sensor) => sensor.periodMillis / 1000);
    return Math.max(5, ...periods);
  }

  is(track, status) {
    return (track.status & status) !== 0;
  }
}

export function squawk(code) {
  return code === null || code === undefined ? '' : code.toString(8).padStart(4, '0');
}

export function groundSpeedKnots(track) {
  return (Math.hypot(track.vx, track.vy) * 3600) / 1852;
}

export function trackAngleDegrees(vx, vy) {
  return ((Math.atan2(vx, vy) * 180) / Math.PI + 360) % 360;
}

function projectAdaptation(adaptation) {
  const plane = new Projection(adaptation.latitude, adaptation.longitude);
  const at = (place) => plane.toPlane(place.latitude, place.longitude);
  const points = new Map(adaptation.points.map((point) => [point.name, at(point)]));
  return {
    points,
    airways: adaptation.airways.map((airway) => ({
      name: airway.name,
      line: airway.points.map((name) => points.get(name)).filter((point) => point !== undefined),
    })),
    airports: adaptation.airports.map((airport) => ({ code: airport.code, ...at(airport) })),
    sectors: adaptation.sectors.map((sector) => ({
      id: sector.id,
      name: sector.name,
      frequency: sector.frequency,
      external: sector.external,
      neighbours: sector.neighbours,
      volumes: sector.volumes.map((volume) => ({
        floor: volume.floor,
        ceiling: volume.ceiling,
        border: volume.border.map(at),
      })),
    })),
    lines: adaptation.map.map((line) => ({ kind: line.kind, name: line.name, line: line.line.map(at) })),
    sites: adaptation.sensors.map((site) => ({ name: site.name, ...at(site) })),
    areas: [], // until the safety nets say which are active
  };
}

/** Areas with their state: those of the adaptation, and those a supervisor has defined. */
function areasOf(adaptation, { areas }) {
  const plane = new Projection(adaptation.latitude, adaptation.longitude);
  const at = (place) => plane.toPlane(place.latitude, place.longitude);
  const volumes = new Map((adaptation.safetyNets?.areas ?? []).map((area) => [area.name, area.volumes]));
  return areas.map(({ area, active, border, floor, ceiling }) => ({
    name: area,
    active,
    volumes: (volumes.get(area) ?? [{ border, floor, ceiling }]).map((volume) => ({
      floor: volume.floor,
      ceiling: volume.ceiling,
      border: volume.border.map(at),
    })),
  }));
}
