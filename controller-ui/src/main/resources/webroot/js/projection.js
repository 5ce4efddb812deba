/**
 * The system plane of the model: oblique stereographic by way of the Gauss conformal sphere (EPSG
 * method 9809), so that adaptation points and tracks fall on one another. Metres east and north.
 */
const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const DEGREE = Math.PI / 180;

export const METRES_PER_NM = 1852;

export class Projection {
  constructor(latitude, longitude) {
    const sin = Math.sin(latitude * DEGREE);
    const cos = Math.cos(latitude * DEGREE);
    this.longitude0 = longitude * DEGREE;
    this.radius = (A * Math.sqrt(1 - E2)) / (1 - E2 * sin * sin);
    this.n = Math.sqrt(1 + (E2 * cos ** 4) / (1 - E2));
    const w1 = Math.exp(this.n * isometric(sin));
    const sinChi00 = (w1 - 1) / (w1 + 1);
    this.c = ((this.n + sin) * (1 - sinChi00)) / ((this.n - sin) * (1 + sinChi00));
    const w2 = this.c * w1;
    this.sinChi0 = (w2 - 1) / (w2 + 1);
    this.cosChi0 = (2 * Math.sqrt(w2)) / (w2 + 1);
  }

  /** @returns {x, y} in metres */
  toPlane(latitude, longitude) {
    const w = this.c * Math.exp(this.n * isometric(Math.sin(latitude * DEGREE)));
    const sinChi = (w - 1) / (w + 1);
    const cosChi = (2 * Math.sqrt(w)) / (w + 1);
    const turn = 2 * Math.PI;
    let delta = longitude * DEGREE - this.longitude0;
    delta -= turn * Math.round(delta / turn);
    const lambda = this.n * delta;
    const b = 1 + sinChi * this.sinChi0 + cosChi * this.cosChi0 * Math.cos(lambda);
    const scale = (2 * this.radius) / Math.max(b, 1e-9);
    return {
      x: scale * cosChi * Math.sin(lambda),
      y: scale * (sinChi * this.cosChi0 - cosChi * this.sinChi0 * Math.cos(lambda)),
    };
  }
}

/** Twice the isometric latitude. */
function isometric(sin) {
  return Math.log((1 + sin) / (1 - sin)) + E * Math.log((1 - E * sin) / (1 + E * sin));
}
