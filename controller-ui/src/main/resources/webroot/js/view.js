/** Which part of the system plane is on the screen. Metres on the plane, pixels on the screen. */
import { METRES_PER_NM } from './projection.js';

const CLOSEST = 8; // metres a pixel
const FARTHEST = 2500;

export class View {
  constructor() {
    this.width = 1;
    this.height = 1;
    this.centreX = 0;
    this.centreY = 0;
    this.metresPerPixel = 300;
    this.version = 0;
  }

  resize(width, height) {
    this.width = width;
    this.height = height;
    this.version++;
  }

  toScreen(place) {
    return {
      x: (place.x - this.centreX) / this.metresPerPixel + this.width / 2,
      y: (this.centreY - place.y) / this.metresPerPixel + this.height / 2,
    };
  }

  toPlane(x, y) {
    return {
      x: this.centreX + (x - this.width / 2) * this.metresPerPixel,
      y: this.centreY - (y - this.height / 2) * this.metresPerPixel,
    };
  }

  pan(dx, dy) {
    this.centreX -= dx * this.metresPerPixel;
    this.centreY += dy * this.metresPerPixel;
    this.version++;
  }

  /** Zooms so that what is under the cursor stays there. */
  zoom(factor, x, y) {
    const under = this.toPlane(x, y);
    this.metresPerPixel = Math.min(FARTHEST, Math.max(CLOSEST, this.metresPerPixel * factor));
    this.centreX = under.x - (x - this.width / 2) * this.metresPerPixel;
    this.centreY = under.y + (y - this.height / 2) * this.metresPerPixel;
    this.version++;
  }

  /** Half the screen's height shows this many nautical miles. */
  setRange(nauticalMiles) {
    this.metresPerPixel = (nauticalMiles * METRES_PER_NM) / (this.height / 2);
    this.version++;
  }

  rangeNauticalMiles() {
    return (this.metresPerPixel * this.height) / 2 / METRES_PER_NM;
  }

  /** Shows these places whole, leaving room at the sides for lists. */
  fit(places, room) {
    const xs = places.map((place) => place.x);
    const ys = places.map((place) => place.y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
    const wide = Math.max(200, this.width - room.left - room.right);
    const high = Math.max(200, this.height - room.top - room.bottom);
    this.metresPerPixel = Math.max((right - left) / wide, (top - bottom) / high, CLOSEST) * 1.08;
    this.centreX = (left + right) / 2 - ((room.left - room.right) / 2) * this.metresPerPixel;
    this.centreY = (bottom + top) / 2 + ((room.top - room.bottom) / 2) * this.metresPerPixel;
    this.version++;
  }
}
