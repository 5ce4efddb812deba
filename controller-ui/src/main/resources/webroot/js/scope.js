/** The scope: three canvases and the pointer upon them. */
import { closeMenu, isMenuOpen } from './menus.js';
import { drawMap } from './map-layer.js';
import { drawTools } from './tools-layer.js';
import { TrafficLayer } from './traffic-layer.js';

const CLICK_REACH = 4; // px a press may move and still be a click
const BLINK_MILLIS = 500;

export class Scope {
  constructor(desk, view) {
    this.desk = desk;
    this.view = view;
    this.traffic = new TrafficLayer();
    this.canvases = ['map', 'traffic', 'tools'].map((id) => document.getElementById(id));
    this.contexts = this.canvases.map((canvas) => canvas.getContext('2d'));
    this.top = this.canvases[2];
    this.hovered = null;
    this.mapDrawn = null;
    this.request = null; // for the next refresh of the display
    this.press = null;
    new ResizeObserver(() => this.resize()).observe(this.top.parentElement);
    this.resize();
    this.listen();
    setInterval(() => this.redraw(), BLINK_MILLIS);
  }

  resize() {
    const box = this.top.parentElement.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    this.canvases.forEach((canvas, index) => {
      canvas.width = Math.round(box.width * ratio);
      canvas.height = Math.round(box.height * ratio);
      this.contexts[index].setTransform(ratio, 0, 0, ratio, 0, 0);
    });
    this.view.resize(box.width, box.height);
    this.mapDrawn = null;
    this.draw();
  }

  /** Draws at the next display refresh, once however often it is asked. */
  redraw() {
    if (this.request === null) this.request = requestAnimationFrame(() => this.draw());
  }

  draw() {
    if (this.request !== null) cancelAnimationFrame(this.request);
    this.request = null;
    const begin = performance.now();
    const scene = this.desk.scene(this.view);
    const [map, traffic, tools] = this.contexts;
    const mapState = `${this.view.version} ${this.desk.mapVersion()}`;
    if (mapState !== this.mapDrawn) {
      this.mapDrawn = mapState;
      drawMap(map, scene.picture, scene.position, this.view, scene.settings);
    }
    traffic.clearRect(0, 0, this.view.width, this.view.height);
    if (scene.picture.time !== null) this.traffic.draw(traffic, scene);
    drawTools(tools, scene);
    this.desk.pace.drawn(performance.now() - begin);
    if (this.traffic.takeMoving()) this.redraw();
  }

  // ----------------------------------------------------------------------------------- pointer

  listen() {
    const { top } = this;
    top.addEventListener('pointerdown', (event) => this.down(event));
    top.addEventListener('pointermove', (event) => this.move(event));
    top.addEventListener('pointerup', (event) => this.up(event));
    top.addEventListener('pointerleave', () => this.hover(null));
    top.addEventListener('contextmenu', (event) => event.preventDefault());
    top.addEventListener('dblclick', (event) => event.preventDefault());
    top.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        closeMenu();
        this.view.zoom(Math.exp(event.deltaY * 0.0012), event.offsetX, event.offsetY);
        this.desk.viewChanged();
        this.redraw();
      },
      { passive: false },
    );
  }

  down(event) {
    const hit = this.traffic.at(event.offsetX, event.offsetY);
    this.press = { x: event.offsetX, y: event.offsetY, hit, button: event.button, moved: false };
    if (event.button === 1) event.preventDefault();
    if (event.button === 0) this.top.setPointerCapture(event.pointerId);
    if (hit?.rect) this.press.grip = { x: hit.rect.x - event.offsetX, y: hit.rect.y - event.offsetY };
  }

  move(event) {
    const { press } = this;
    const x = event.offsetX;
    const y = event.offsetY;
    this.desk.pointerAt(x, y);
    if (press === null || press.button !== 0) {
      if (!isMenuOpen()) this.hover(this.traffic.at(x, y));
      return;
    }
    if (!press.moved && Math.hypot(x - press.x, y - press.y) < CLICK_REACH) return;
    if (!press.moved) {
      press.moved = true;
      press.lastX = press.x;
      press.lastY = press.y;
    }
    if (press.hit?.rect) this.dragLabel(press, x, y);
    else this.view.pan(x - press.lastX, y - press.lastY);
    press.lastX = x;
    press.lastY = y;
    this.redraw();
  }

  dragLabel({ hit, grip }, x, y) {
    const at = this.view.toScreen(this.desk.picture.place(hit.subject.track));
    this.traffic.dragged.set(hit.subject.id, { x: x + grip.x - at.x, y: y + grip.y - at.y });
  }

  up(event) {
    const { press } = this;
    this.press = null;
    if (press === null) return;
    if (press.moved) {
      if (!press.hit?.rect) this.desk.viewChanged();
      return;
    }
    this.desk.clicked(press.hit, press.button, event);
  }

  hover(hit) {
    const number = hit?.subject.id ?? null;
    this.top.style.cursor = hit === null ? 'default' : 'pointer';
    if (number === this.hovered) return;
    this.hovered = number;
    this.redraw();
  }

  /** The middle of a label's field on the screen, for tests and assistive technology. */
  locate(name, field) {
    const item = this.traffic.placed.find((one) => this.desk.picture.nameOf(one.subject.track) === name);
    const segment = item?.segments.find((one) => one.field === field);
    if (segment === undefined) return null;
    const box = this.top.getBoundingClientRect();
    return {
      x: box.left + segment.x + segment.width / 2,
      y: box.top + segment.y + segment.height / 2,
      text: segment.text,
    };
  }
}
