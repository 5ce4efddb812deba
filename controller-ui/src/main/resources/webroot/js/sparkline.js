/** A small plot of the last two minutes. */

const KEPT = 120;

export class Sparkline {
  constructor(canvas, format, colour) {
    this.canvas = canvas;
    this.caption = canvas.parentElement.querySelector('figcaption b');
    this.format = format;
    this.colour = colour;
    this.values = [];
  }

  /** @param value null where there is none: a hole in the line */
  add(value) {
    this.values.push(value);
    if (this.values.length > KEPT) this.values.shift();
    this.caption.textContent = value === null ? '—' : this.format(value);
    this.draw();
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const ctx = this.canvas.getContext('2d');
    ctx.scale(ratio, ratio);
    const known = this.values.filter((value) => value !== null);
    const most = Math.max(1e-9, ...known) * 1.1;
    ctx.strokeStyle = '#323a40';
    ctx.strokeRect(0.5, 0.5, width - 1, height - 1);
    ctx.strokeStyle = this.colour;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    let pen = false;
    this.values.forEach((value, index) => {
      if (value === null) {
        pen = false;
        return;
      }
      const x = width - (this.values.length - index) * (width / KEPT);
      const y = height - 2 - (value / most) * (height - 6);
      if (pen) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      pen = true;
    });
    ctx.stroke();
    ctx.fillStyle = '#9aa5ad';
    ctx.font = '10px sans-serif';
    if (known.length > 0) ctx.fillText(this.format(Math.max(...known)), 4, 12);
  }
}
