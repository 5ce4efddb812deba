/** Measuring lines and drawn routes, above the traffic. */
import { groundSpeedKnots, trackAngleDegrees } from './picture.js';
import { METRES_PER_NM } from './projection.js';
import { COLOUR, MONOSPACE } from './theme.js';

/** An end of a measuring line: a track, which moves, or a place on the plane. */
export function endAt(picture, end) {
  if (end.track === undefined) return { ...end.place, vx: 0, vy: 0 };
  const track = picture.tracks.get(end.track);
  if (track === undefined) return null;
  return { ...picture.place(track), vx: track.vx, vy: track.vy, track };
}

/** Bearing and range from a to b, and when and how near they come on present courses. */
export function measureBetween(a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const range = Math.hypot(dx, dy);
  const vx = b.vx - a.vx;
  const vy = b.vy - a.vy;
  const closing = vx * vx + vy * vy;
  const seconds = closing < 1e-6 ? 0 : -(dx * vx + dy * vy) / closing;
  const measured = {
    bearing: trackAngleDegrees(dx, dy),
    rangeNauticalMiles: range / METRES_PER_NM,
  };
  if (seconds > 0) {
    const least = Math.hypot(dx + vx * seconds, dy + vy * seconds) / METRES_PER_NM;
    return { ...measured, seconds, least };
  }
  return measured;
}

export function measureText(measured, ends) {
  const bearing = String(Math.round(measured.bearing) % 360).padStart(3, '0');
  let text = `${bearing}° ${measured.rangeNauticalMiles.toFixed(1)} NM`;
  const moving = ends.filter((end) => end.track !== undefined);
  if (moving.length === 1) {
    const knots = groundSpeedKnots(moving[0].track);
    if (knots > 1) text += ` ${clock((measured.rangeNauticalMiles / knots) * 3600)}`;
  } else if (measured.least !== undefined) {
    text += ` ${clock(measured.seconds)} min ${measured.least.toFixed(1)}`;
  }
  return text;
}

function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function drawTools(ctx, scene) {
  const { picture, view, tools, settings } = scene;
  ctx.clearRect(0, 0, view.width, view.height);
  for (const id of tools.routes) drawRoute(ctx, picture.flights.get(id), scene);
  ctx.font = `${settings.labelSize - 2}px ${MONOSPACE}`;
  for (const line of tools.lines) {
    const from = endAt(picture, line.from);
    const to = line.to === null ? cursorEnd(scene) : endAt(picture, line.to);
    if (from !== null && to !== null) drawLine(ctx, from, to, view);
  }
}

function cursorEnd({ tools, view }) {
  return tools.cursor === null ? null : { ...view.toPlane(tools.cursor.x, tools.cursor.y), vx: 0, vy: 0 };
}

function drawLine(ctx, from, to, view) {
  const a = view.toScreen(from);
  const b = view.toScreen(to);
  ctx.strokeStyle = COLOUR.tool;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.lineTo(b.x, b.y);
  ctx.stroke();
  ctx.setLineDash([]);
  const text = measureText(measureBetween(from, to), [from, to]);
  const width = ctx.measureText(text).width;
  const x = (a.x + b.x) / 2 - width / 2;
  const y = (a.y + b.y) / 2 - 6;
  ctx.fillStyle = COLOUR.outside;
  ctx.globalAlpha = 0.85;
  ctx.fillRect(x - 4, y - 13, width + 8, 18);
  ctx.globalAlpha = 1;
  ctx.fillStyle = COLOUR.tool;
  ctx.fillText(text, x, y);
}

function drawRoute(ctx, flight, { picture, view, settings }) {
  if (flight === undefined) return;
  const track = picture.trackOf(flight);
  const ahead = flight.route.filter((point) => !point.passed);
  const places = ahead.map((point) => ({ x: point.x / 2, y: point.y / 2, name: point.name, time: point.timeMicros }));
  if (track !== undefined) places.unshift(picture.place(track));
  if (places.length < 2) return;
  ctx.strokeStyle = COLOUR.tool;
  ctx.fillStyle = COLOUR.tool;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([8, 4]);
  ctx.beginPath();
  places.forEach((place, index) => {
    const { x, y } = view.toScreen(place);
    if (index === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `${settings.labelSize - 3}px ${MONOSPACE}`;
  for (const place of places) {
    if (place.name === undefined) continue;
    const { x, y } = view.toScreen(place);
    ctx.fillText(`${place.name} ${hourMinute(place.time)}`, x + 6, y - 6);
    ctx.fillRect(x - 2, y - 2, 4, 4);
  }
}

export function hourMinute(micros) {
  if (micros === 0n) return '';
  return new Date(Number(micros / 1000n)).toISOString().slice(11, 16);
}
