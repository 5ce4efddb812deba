/** Colours by meaning; contrasts computed for the scope's background (display.md §2). */

export const COLOUR = Object.freeze({
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
  text: '#D5DBE0',
  dim: '#9AA5AD',
  warning: '#FFB000',
  urgent: '#C81E1E',
  urgentLine: '#FF6B5E',
  tool: '#5AD1E6',
  information: '#6FB7E9',
  healthy: '#57C084',
});

export const CONTROL_COLOUR = Object.freeze({
  assumed: '#F1F6FF',
  offered: '#FFB8DA',
  'transfer initiated': '#F1F6FF',
  notified: '#FFB8DA',
  redundant: '#C2A83E',
  unconcerned: '#87929A',
});

/** The callsign of a flight on its way to the next sector. */
export const LEAVING_CALLSIGN = '#7CC7FF';

export const MONOSPACE = '"DejaVu Sans Mono", "Liberation Mono", Consolas, Menlo, monospace';
