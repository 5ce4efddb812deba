/** The map beneath the traffic: drawn again only when the view, the adaptation or a setting changes. */
import { levelText } from './label.js';
import { METRES_PER_NM } from './projection.js';
import { COLOUR } from './theme.js';

const NAMES_FROM = 420; // metres a pixel: farther out, names would cover the picture
const AIRWAYS_FROM = 900;

export function drawMap(ctx, picture, position, view, settings) {
  ctx.fillStyle = COLOUR.outside;
  ctx.fillRect(0, 0, view.width, view.height);
  const map = picture.map;
  if (map === null) return;
  const own = map.sectors.filter((sector) => position.sectors.has(sector.id));
  for (const sector of own) fillSector(ctx, sector, view);
  ctx.save();
  ctx.globalAlpha = settings.mapBrightness;
  if (settings.showMap) drawLines(ctx, map.lines, view);
  if (settings.showRings) drawRings(ctx, view);
  if (settings.showAirways && view.metresPerPixel < AIRWAYS_FROM) drawAirways(ctx, map, view);
  for (const sector of map.sectors) {
    if (!own.includes(sector)) strokeSector(ctx, sector, view, COLOUR.otherEdge, sector.external ? [2, 6] : []);
  }
  ctx.restore();
  for (const sector of own) strokeSector(ctx, sector, view, COLOUR.sectorEdge, []);
  ctx.save();
  ctx.globalAlpha = settings.mapBrightness;
  if (settings.showAreas) for (const area of map.areas) drawArea(ctx, area, view, settings);
  if (settings.showPoints) drawPoints(ctx, map, view, settings);
  if (settings.showSectorNames) drawSectorNames(ctx, map, own, view, settings);
  ctx.restore();
}

function path(ctx, places, view, closed) {
  ctx.beginPath();
  places.forEach((place, index) => {
    const { x, y } = view.toScreen(place);
    if (index === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  if (closed) ctx.closePath();
}

function fillSector(ctx, sector, view) {
  ctx.fillStyle = COLOUR.ownSector;
  for (const volume of sector.volumes) {
    path(ctx, volume.border, view, true);
    ctx.fill();
  }
}

function strokeSector(ctx, sector, view, colour, dash) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  for (const volume of sector.volumes) {
    path(ctx, volume.border, view, true);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** An active area has a whole edge, its name and its levels; one that is not active is only dotted. */
function drawArea(ctx, { name, active, volumes }, view, settings) {
  ctx.strokeStyle = active ? COLOUR.area : COLOUR.map;
  ctx.fillStyle = COLOUR.area;
  ctx.lineWidth = active ? 1.4 : 1;
  ctx.setLineDash(active ? [] : [1, 4]);
  for (const { border, floor, ceiling } of volumes) {
    path(ctx, border, view, true);
    ctx.stroke();
    const middle = active ? centroid(border) : null;
    if (middle === null) continue;
    const { x, y } = view.toScreen(middle);
    ctx.font = `${Math.max(10, settings.labelSize - 4)}px sans-serif`;
    ctx.textAlign = 'center';
    ctx.fillText(name, x, y);
    ctx.fillText(`${levelText(floor)}–${levelText(ceiling)}`, x, y + settings.labelSize - 2);
    ctx.textAlign = 'left';
  }
  ctx.setLineDash([]);
}

function drawLines(ctx, lines, view) {
  for (const { kind, line } of lines) {
    path(ctx, line, view, kind === 'lake');
    if (kind === 'lake') {
      ctx.fillStyle = COLOUR.water;
      ctx.fill();
    }
    ctx.strokeStyle = kind === 'lake' || kind === 'coast' ? COLOUR.waterEdge : COLOUR.map;
    ctx.lineWidth = 1;
    ctx.setLineDash(kind === 'border' ? [7, 3, 1, 3] : kind === 'fir' ? [12, 5] : []);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function drawRings(ctx, view) {
  const range = view.rangeNauticalMiles();
  const step = [5, 10, 20, 50, 100].find((nm) => range / nm <= 5) ?? 200;
  const centre = view.toScreen({ x: 0, y: 0 });
  ctx.strokeStyle = COLOUR.rings;
  ctx.fillStyle = COLOUR.mapText;
  ctx.font = '10px sans-serif';
  ctx.lineWidth = 1;
  const reach = Math.hypot(
    Math.max(Math.abs(centre.x), Math.abs(view.width - centre.x)),
    Math.max(Math.abs(centre.y), Math.abs(view.height - centre.y)),
  );
  for (let nm = step; nm <= 40 * step; nm += step) {
    const radius = (nm * METRES_PER_NM) / view.metresPerPixel;
    if (radius > reach) break;
    ctx.beginPath();
    ctx.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.fillText(String(nm), centre.x + 3, centre.y - radius - 3);
  }
}

function drawAirways(ctx, map, view) {
  ctx.strokeStyle = COLOUR.airway;
  ctx.lineWidth = 1;
  for (const { line } of map.airways) {
    path(ctx, line, view, false);
    ctx.stroke();
  }
}

function drawPoints(ctx, map, view, settings) {
  const named = view.metresPerPixel < NAMES_FROM;
  ctx.strokeStyle = COLOUR.map;
  ctx.fillStyle = COLOUR.pointText;
  ctx.font = `${Math.max(10, settings.labelSize - 5)}px sans-serif`;
  ctx.lineWidth = 1;
  const names = new Names(ctx);
  for (const airport of map.airports) drawAirport(ctx, airport, view, named ? names : null);
  for (const [name, place] of map.points) {
    const { x, y } = view.toScreen(place);
    if (x < -60 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
    ctx.beginPath();
    ctx.moveTo(x, y - 3.5);
    ctx.lineTo(x + 3.5, y + 2.5);
    ctx.lineTo(x - 3.5, y + 2.5);
    ctx.closePath();
    ctx.stroke();
    if (named) names.write(name, x + 6, y + 10);
  }
}

function drawAirport(ctx, airport, view, names) {
  const { x, y } = view.toScreen(airport);
  ctx.beginPath();
  ctx.arc(x, y, 4, 0, 2 * Math.PI);
  ctx.moveTo(x - 7, y);
  ctx.lineTo(x + 7, y);
  ctx.moveTo(x, y - 7);
  ctx.lineTo(x, y + 7);
  ctx.stroke();
  names?.write(airport.code, x + 9, y - 4);
}

/** Writes names that have room; a name that would cover another is left out until one zooms in. */
class Names {
  constructor(ctx) {
    this.ctx = ctx;
    this.written = [];
  }

  write(text, x, y) {
    const box = { left: x - 2, right: x + this.ctx.measureText(text).width + 2, top: y - 10, bottom: y + 3 };
    const taken = this.written.some(
      (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
    );
    if (taken) return;
    this.written.push(box);
    this.ctx.fillText(text, x, y);
  }
}

function drawSectorNames(ctx, map, own, view, settings) {
  ctx.font = `600 ${settings.labelSize - 2}px sans-serif`;
  ctx.textAlign = 'center';
  for (const sector of map.sectors) {
    if (own.length > 0 ? own.includes(sector) : false) continue;
    if (!sector.external && sector.volumes[0]?.floor > 0 && own.length > 0) continue;
    const centre = centroid(sector.volumes[0]?.border ?? []);
    if (centre === null) continue;
    const { x, y } = view.toScreen(centre);
    ctx.fillStyle = COLOUR.map;
    if (sector.external) ctx.fillText(sector.name.toUpperCase(), x, y);
  }
  ctx.textAlign = 'left';
}

function centroid(border) {
  if (border.length === 0) return null;
  const sum = border.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / border.length, y: sum.y / border.length };
}
