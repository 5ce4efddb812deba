/** Raw plots: a dim dot where each radar saw something in its latest turn, whatever became of it. */
import { COLOUR } from './theme.js';

const DOT = 2; // pixels
const OLDEST_ALPHA = 0.3;

/** The newest are drawn when there are more: what a drawing costs has a bound. */
const MOST_DRAWN = 8000;

export function drawPlots(ctx, { picture, view, settings }) {
  const kept = picture.plotsKeptMillis();
  ctx.fillStyle = COLOUR.plot;
  let left = MOST_DRAWN;
  for (let index = picture.plots.length - 1; index >= 0 && left > 0; index--) {
    const { time, places } = picture.plots[index];
    const age = Math.max(0, picture.time - time) / kept;
    ctx.globalAlpha = Math.min(1, (1 - age * (1 - OLDEST_ALPHA)) * settings.plotBrightness);
    left -= places.length;
    for (const place of places) {
      const { x, y } = view.toScreen(place);
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      ctx.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
  }
  ctx.globalAlpha = 1;
}
