/** The bar of display settings: vectors, history, level filter, map, text, measuring. */
import { useTheme } from './theme.js';

const VECTORS = [0, 1, 2, 3, 5];
const HISTORIES = [0, 5, 10];
const TOGGLES = ['Plots', 'Map', 'Rings', 'Airways', 'Points', 'Areas', 'Vertical'];
const NUMBERS = Object.freeze({
  floor: 'levelFloor',
  ceiling: 'levelCeiling',
  'text-size': 'labelSize',
  'brightness-map': 'mapBrightness',
  'brightness-plots': 'plotBrightness',
  'brightness-history': 'historyBrightness',
  'brightness-vectors': 'vectorBrightness',
});

export class Toolbar {
  constructor(desk) {
    this.desk = desk;
    this.version = 0; // grows when the map must be drawn again
    this.element = (id) => document.getElementById(id);
    this.cycle('vectors', VECTORS, 'vectorMinutes');
    this.cycle('history', HISTORIES, 'historyDots');
    for (const [id, setting] of Object.entries(NUMBERS)) this.number(id, setting);
    for (const name of TOGGLES) this.toggle(`show-${name.toLowerCase()}`, `show${name}`);
    this.element('theme').addEventListener('click', () => this.set('theme', desk.settings.theme === 'day' ? 'night' : 'day'));
    this.element('look-sector').addEventListener('change', (event) => {
      desk.lookSector = event.target.value;
      desk.redraw();
    });
    this.element('measure').addEventListener('click', () => this.setMeasuring(!desk.tools.measuring));
    this.element('home').addEventListener('click', () => {
      desk.settings.set('view', null);
      desk.restoreView();
      desk.redraw();
    });
    this.show();
  }

  cycle(id, values, setting) {
    this.element(id).addEventListener('click', () => {
      const at = values.indexOf(this.desk.settings[setting]);
      this.set(setting, values[(at + 1) % values.length]);
    });
  }

  number(id, setting) {
    const input = this.element(id);
    input.addEventListener('input', () => {
      const value = Number(input.value);
      if (input.value !== '' && value >= Number(input.min) && value <= Number(input.max)) this.set(setting, value);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === 'Escape') input.blur();
    });
  }

  toggle(id, setting) {
    this.element(id).addEventListener('click', () => this.set(setting, !this.desk.settings[setting]));
  }

  set(setting, value) {
    this.desk.settings.set(setting, value);
    this.show();
    this.desk.redraw();
  }

  setMeasuring(on) {
    this.desk.tools.measuring = on;
    if (!on) this.desk.tools.lines = this.desk.tools.lines.filter((line) => line.to !== null);
    this.show();
  }

  /** The sectors whose labels one may look at: all but the own. */
  offerSectors(sectors) {
    const select = this.element('look-sector');
    select.replaceChildren(...['', ...sectors].map((id) => new Option(id === '' ? '—' : id, id)));
    select.value = sectors.includes(this.desk.lookSector) ? this.desk.lookSector : '';
  }

  show() {
    const { settings, tools } = this.desk;
    this.version++;
    this.element('vectors').textContent = settings.vectorMinutes === 0 ? 'Vectors off' : `Vectors ${settings.vectorMinutes}′`;
    this.element('history').textContent = settings.historyDots === 0 ? 'History off' : `History ${settings.historyDots}`;
    for (const [id, setting] of Object.entries(NUMBERS)) {
      const input = this.element(id);
      if (document.activeElement !== input) input.value = String(settings[setting]);
    }
    for (const name of TOGGLES) {
      this.element(`show-${name.toLowerCase()}`).setAttribute('aria-pressed', String(settings[`show${name}`]));
    }
    useTheme(settings.theme);
    this.desk.verticalView?.drawAnew();
    this.element('theme').textContent = settings.theme === 'day' ? 'Day' : 'Night';
    this.element('measure').setAttribute('aria-pressed', String(tools.measuring));
  }
}
