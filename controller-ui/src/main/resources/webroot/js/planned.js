/** Flights that ought to be there and that no sensor sees: where their plan has them now. */
import { CONTROL, controlOf } from './control.js';
import { CONTROL_COLOUR, MONOSPACE } from './theme.js';

const ACTIVE = 3; // Lifecycle of airspace.proto
const POSITION_METRES = 0.5;

/** Where an active flight without a track is by its route's times; null before and after it. */
export function plannedPlace(flight, timeMillis) {
  if (flight.track !== 0 || flight.lifecycle !== ACTIVE) return null;
  const now = timeMillis * 1000;
  const { route } = flight;
  for (let index = 1; index < route.length; index++) {
    const from = route[index - 1];
    const to = route[index];
    const begin = Number(from.timeMicros);
    const end = Number(to.timeMicros);
    if (begin === 0 || now < begin || now >= end) continue;
    const part = (now - begin) / (end - begin);
    return {
      x: (from.x + (to.x - from.x) * part) * POSITION_METRES,
      y: (from.y + (to.y - from.y) * part) * POSITION_METRES,
    };
  }
  return null;
}

/** A dashed triangle and the callsign, for the flights that concern this position. */
export function drawPlanned(ctx, { picture, position, view, settings }) {
  ctx.font = `${settings.labelSize - 2}px ${MONOSPACE}`;
  ctx.lineWidth = 1;
  for (const flight of picture.flights.values()) {
    const control = controlOf(flight, position.sectors, picture.time);
    const place = control === CONTROL.UNCONCERNED ? null : plannedPlace(flight, picture.time);
    if (place === null) continue;
    const { x, y } = view.toScreen(place);
    ctx.strokeStyle = CONTROL_COLOUR[control];
    ctx.fillStyle = CONTROL_COLOUR[control];
    ctx.setLineDash([3, 2]);
    ctx.beginPath();
    ctx.moveTo(x, y - 7);
    ctx.lineTo(x + 7, y + 5);
    ctx.lineTo(x - 7, y + 5);
    ctx.closePath();
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 0.7;
    ctx.fillText(flight.key.callsign, x + 11, y + 5);
    ctx.globalAlpha = 1;
  }
}
