/** What the picture costs and how well it can be read, measured in the page that shows it. */

const desk = () => globalThis.vigil.desk;
const frame = () => new Promise(requestAnimationFrame);

/** Every aircraft on one screen, panels out of the way: nothing but the picture is measured. */
export function wholePicture() {
  const { view, picture } = desk();
  for (const panel of document.querySelectorAll('.panel')) panel.hidden = true;
  const places = [...picture.tracks.values()].map((track) => picture.place(track));
  view.fit(places, { left: 90, right: 90, top: 50, bottom: 50 });
  desk().redraw();
}

/** Turns of the browser's own clock with nothing to draw, and with the picture panned at each. */
export async function panning(frames) {
  const idle = await paced(frames, () => {});
  const drawings = [];
  const { view, scope } = desk();
  const panned = await paced(frames, (turn) => {
    const begin = performance.now();
    view.pan(turn % 80 < 40 ? 4 : -4, turn % 120 < 60 ? 2 : -2);
    scope.draw(); // at once, instead of at the next refresh
    drawings.push(performance.now() - begin);
  });
  return { labels: scope.traffic.placed.length, idleFramesPerSecond: idle, framesPerSecond: panned, drawing: spread(drawings) };
}

async function paced(frames, each) {
  await frame();
  const begin = performance.now();
  for (let turn = 0; turn < frames; turn++) {
    each(turn);
    await frame();
  }
  return (1000 * frames) / (performance.now() - begin);
}

/** Where all labels look for a place anew, and where they rest: milliseconds. */
export async function placing(times) {
  const { traffic } = desk().scope;
  const { placeLabels } = await import('/js/placement.js');
  const items = traffic.placed.map(({ subject, rect }) => {
    const { x, y } = desk().view.toScreen(subject.place);
    return { id: subject.id, x, y, width: rect.width, height: rect.height, compact: null, priority: subject.rank, vector: null, fixed: null, hold: false };
  });
  const area = { left: 0, top: 0, right: desk().view.width, bottom: desk().view.height };
  const anew = [];
  const resting = [];
  for (let time = 0; time < times; time++) {
    const memory = new Map();
    anew.push(timed(() => placeLabels(items, memory, 0, area, [])));
    resting.push(timed(() => placeLabels(items, memory, 100, area, [])));
  }
  return { labels: items.length, anew: spread(anew), resting: spread(resting) };
}

function timed(act) {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}

/** Pairs of labels of which one covers a character or more of the other; labels over foreign symbols. */
export function overlaps(character) {
  const { traffic } = desk().scope;
  const rects = traffic.placed.map(({ rect }) => rect);
  let pairs = 0;
  let covered = 0;
  let whole = 0;
  for (let a = 0; a < rects.length; a++) {
    whole += rects[a].width * rects[a].height;
    for (let b = a + 1; b < rects.length; b++) {
      const area = shared(rects[a], rects[b]);
      covered += area;
      if (area > character) pairs++;
    }
  }
  let symbols = 0;
  for (const { subject, rect } of traffic.placed) {
    for (const { subject: other, at } of traffic.symbols) {
      const inside = at.x > rect.x && at.x < rect.x + rect.width && at.y > rect.y && at.y < rect.y + rect.height;
      if (inside && other.id !== subject.id) symbols++;
    }
  }
  return { labels: rects.length, pairs, symbols, coveredShare: covered / whole };
}

function shared(a, b) {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

/**
 * Applies and draws so many frames as fast as they go, in which tracks come, move and end, flights
 * change and alerts are raised and cleared: an hour has 36,000.
 */
export function run(frames, live) {
  const { picture, scope } = desk();
  const begin = Number(picture.number) + 1;
  const flight = [...picture.flights.values()][0];
  for (let index = 0; index < frames; index++) {
    const number = begin + index;
    const tracks = [];
    for (let one = 0; one < 20; one++) tracks.push(track(1 + ((number * 20 + one) % live), number));
    const newest = 10_000 + (number % 50_000);
    picture.applyFrame({
      ...EMPTY,
      number: BigInt(number),
      modelTimeMicros: BigInt(Math.round(picture.time * 1000)) + 100_000n,
      tracks: [...tracks, track(newest, number)],
      endedTracks: [10_000 + ((number + 50_000 - 40) % 50_000)],
      flights: [{ ...flight, id: 900_000 + number, version: number, track: newest }],
      endedFlights: [900_000 + number - 40],
      alerts: [{ id: number, kind: 1, trackA: newest, trackB: 1, flight: 0, acknowledged: false, violationMillis: 60_000, leastDistanceMetres: 5000, leastVerticalFeet: 200, infringed: false, text: '' }],
      endedAlerts: [number - 30],
    });
    desk().soundAlerts();
    scope.traffic.dragged.set(newest, { x: 20, y: 20 });
    if (index % 10 === 0) scope.draw();
  }
  return picture.tracks.size;
}

const EMPTY = Object.freeze({
  endedTracks: [], tracks: [], endedFlights: [], flights: [], endedAlerts: [], alerts: [],
  sensors: [], feeds: [], positions: [], quarantined: [], releasedQuarantined: [],
  audit: [], referrals: [], closedReferrals: [],
});

function track(number, seed) {
  return {
    number,
    x: ((number * 7919) % 1_000_000) - 500_000 + seed % 2000,
    y: ((number * 6101) % 600_000) - 300_000,
    vx: 800, vy: 0, validityMillis: 0, flightLevel: 1400, rate: 0, mode3a: number % 4096,
    address: undefined, callsign: '', flight: 0, status: 17,
  };
}

function spread(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (part) => Number(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(2));
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
