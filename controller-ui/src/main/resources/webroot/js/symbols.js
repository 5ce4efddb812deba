/** The symbol of a track: what surveillance it really has (display.md §2). */
import { CONTROL } from './control.js';
import { colourOf } from './label.js';
import { STATUS } from './picture.js';
import { COLOUR } from './theme.js';

/**
 * By what has seen the track lately: 'plus' for primary radar alone, 'diamond' for ADS-B alone,
 * 'square' for a transponder, 'fused' for several sensors together.
 */
export function symbolOf({ status }) {
  if ((status & STATUS.MULTI_SENSOR) !== 0) return 'fused';
  const sources = status & STATUS.SEEN_BY;
  if (sources === STATUS.SEEN_BY_ADS_B) return 'diamond';
  return sources === STATUS.SEEN_BY_PRIMARY || (status & STATUS.PRIMARY_ONLY) !== 0 ? 'plus' : 'square';
}

const STRONG = [CONTROL.ASSUMED, CONTROL.LEAVING, CONTROL.OFFERED];

export function drawSymbol(ctx, subject, { x, y }, scene, filtered) {
  const { track, control } = subject;
  const { picture, frozen, blinkOff } = scene;
  const hollow = frozen || picture.isUnheard(track) || picture.is(track, STATUS.COASTING);
  const strong = STRONG.includes(control);
  const shape = symbolOf(track);
  const half = strong ? 5 : 4;
  ctx.strokeStyle = colourOf(subject);
  ctx.fillStyle = ctx.strokeStyle;
  ctx.globalAlpha = frozen && blinkOff ? 0.4 : filtered ? 0.35 : 1;
  ctx.lineWidth = strong ? 1.8 : 1;
  outline(ctx, shape, x, y, half);
  if (shape !== 'plus') {
    if (hollow) cross(ctx, x, y, shape === 'diamond' ? half / 2 : half);
    else if (strong) fill(ctx, shape, x, y, 2.5);
    else if (shape === 'fused') fill(ctx, shape, x, y, 1);
  }
  ctx.globalAlpha = 1;
  if (subject.selected) {
    ctx.strokeStyle = COLOUR.tool;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.roundRect(x - 9, y - 9, 18, 18, 3);
    ctx.stroke();
  }
}

function outline(ctx, shape, x, y, half) {
  ctx.beginPath();
  if (shape === 'plus') {
    ctx.moveTo(x - 4, y);
    ctx.lineTo(x + 4, y);
    ctx.moveTo(x, y - 4);
    ctx.lineTo(x, y + 4);
  } else if (shape === 'diamond') diamond(ctx, x, y, half + 1);
  else ctx.rect(x - half, y - half, 2 * half, 2 * half);
  ctx.stroke();
}

function fill(ctx, shape, x, y, half) {
  ctx.beginPath();
  if (shape === 'diamond') diamond(ctx, x, y, half + 0.5);
  else ctx.rect(x - half, y - half, 2 * half, 2 * half);
  ctx.fill();
}

function diamond(ctx, x, y, half) {
  ctx.moveTo(x, y - half);
  ctx.lineTo(x + half, y);
  ctx.lineTo(x, y + half);
  ctx.lineTo(x - half, y);
  ctx.closePath();
}

function cross(ctx, x, y, half) {
  ctx.beginPath();
  ctx.moveTo(x - half, y - half);
  ctx.lineTo(x + half, y + half);
  ctx.moveTo(x + half, y - half);
  ctx.lineTo(x - half, y + half);
  ctx.stroke();
}
