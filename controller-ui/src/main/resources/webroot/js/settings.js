/** How a controller likes the picture; kept in this browser, for each position. */

export const DEFAULTS = Object.freeze({
  labelSize: 15,
  vectorMinutes: 1,
  historyDots: 5,
  levelFloor: 0,
  levelCeiling: 660,
  mapBrightness: 1,
  plotBrightness: 1,
  historyBrightness: 1,
  vectorBrightness: 1,
  showPlots: false,
  showMap: true,
  showRings: true,
  showAirways: true,
  showPoints: true,
  showAreas: true,
  showVertical: true,
  theme: 'night', // or 'day'
  showSectorNames: true,
  view: null, // {centreX, centreY, metresPerPixel}
  panels: {}, // panel -> {left, top, folded}
});

export class Settings {
  constructor(position) {
    this.key = `vigil.settings.${position || 'observer'}`;
    Object.assign(this, structuredClone(DEFAULTS), read(this.key));
  }

  set(name, value) {
    this[name] = value;
    this.save();
  }

  save() {
    const kept = {};
    for (const name of Object.keys(DEFAULTS)) kept[name] = this[name];
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  }
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    const known = Object.keys(DEFAULTS).filter((name) => typeof kept[name] === typeof DEFAULTS[name] || name === 'view');
    return Object.fromEntries(known.filter((name) => kept[name] !== undefined).map((name) => [name, kept[name]]));
  } catch {
    return {};
  }
}
