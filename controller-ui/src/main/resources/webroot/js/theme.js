/**
 * Colours by meaning, for a dark room and for a bright one (display.md §2). The tables are filled for
 * the theme in force; what is drawn reads them at each drawing. PaletteTest computes their contrast.
 */

const NIGHT = {
  outside: '#14181B',
  ownSector: '#23292E',
  panel: '#1C2125',
  sectorEdge: '#7A8791',
  otherEdge: '#4A555D',
  map: '#4A555D',
  mapText: '#66727A',
  pointText: '#5E6A72',
  water: '#1A2329',
  waterEdge: '#34444E',
  airway: '#333B41',
  rings: '#3E484F',
  plot: '#7A8791',
  area: '#8A7440',
  text: '#D5DBE0',
  dim: '#9AA5AD',
  warning: '#FFB000',
  warningBox: '#FFB000',
  warningBoxText: '#14181B',
  urgent: '#C81E1E',
  urgentText: '#FFFFFF',
  urgentLine: '#FF6B5E',
  tool: '#5AD1E6',
  information: '#6FB7E9',
  healthy: '#57C084',
};

const DAY = {
  outside: '#C3C9CC',
  ownSector: '#DCE1E3',
  panel: '#E9ECED',
  sectorEdge: '#4D5961',
  otherEdge: '#8A959B',
  map: '#87929A',
  mapText: '#69747C',
  pointText: '#69747C',
  water: '#B2C1C9',
  waterEdge: '#8FA3AE',
  airway: '#AEB7BC',
  rings: '#A4ADB3',
  plot: '#5E6972',
  area: '#8C6410',
  text: '#171C20',
  dim: '#414A51',
  warning: '#6E3F00',
  warningBox: '#FFB000',
  warningBoxText: '#14181B',
  urgent: '#B81414',
  urgentText: '#FFFFFF',
  urgentLine: '#A80F0F',
  tool: '#004F5E',
  information: '#0A4472',
  healthy: '#14562F',
};

const NIGHT_CONTROL = {
  assumed: '#F1F6FF',
  offered: '#FFB8DA',
  'transfer initiated': '#F1F6FF',
  notified: '#FFB8DA',
  redundant: '#C2A83E',
  unconcerned: '#87929A',
  leaving: '#7CC7FF', // the callsign of a flight on its way to the next sector
};

const DAY_CONTROL = {
  assumed: '#05080A',
  offered: '#8A0F55',
  'transfer initiated': '#05080A',
  notified: '#8A0F55',
  redundant: '#584600',
  unconcerned: '#465057',
  leaving: '#08467F',
};

const THEMES = Object.freeze({
  night: { colours: NIGHT, control: NIGHT_CONTROL },
  day: { colours: DAY, control: DAY_CONTROL },
});

export const COLOUR = { ...NIGHT };
export const CONTROL_COLOUR = { ...NIGHT_CONTROL };

export const MONOSPACE = '"DejaVu Sans Mono", "Liberation Mono", Consolas, Menlo, monospace';

/** Fills the tables, and tells the style sheet, which holds the same colours. */
export function useTheme(name) {
  const { colours, control } = THEMES[name] ?? THEMES.night;
  Object.assign(COLOUR, colours);
  Object.assign(CONTROL_COLOUR, control);
  document.documentElement.dataset.theme = name;
}
