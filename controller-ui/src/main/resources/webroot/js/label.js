/** The text of a label: lines of segments, each a field that can be clicked. */
import { CONTROL } from './control.js';
import { STATUS, groundSpeedKnots, squawk } from './picture.js';
import { COLOUR, CONTROL_COLOUR } from './theme.js';

const WAKE_NOT_SHOWN = 'M';
const RATE_SHOWN = 300; // ft/min
const LEVEL_DIFFERENCE_SHOWN = 2; // flight levels

/**
 * @param subject {track, flight, control, alerts: [words], extended, pending: Map field -> order}
 * @returns lines: [[{text, field, colour, box}]]
 */
export function labelLines(subject, picture) {
  const { control, extended, flight } = subject;
  const colour = colourOf(subject);
  const lines = [];
  const words = warningLine(subject, picture);
  if (words.length > 0) lines.push(words);
  if (flight === undefined) return [...lines, ...uncorrelated(subject, picture, colour)];
  const full =
    extended || [CONTROL.ASSUMED, CONTROL.LEAVING, CONTROL.OFFERED].includes(control);
  lines.push(callsignLine(subject, colour, full || control === CONTROL.NOTIFIED));
  if (!full && control !== CONTROL.NOTIFIED) {
    lines.push([...levels(subject, colour, false), speedOf(subject.track, colour)]);
    return lines;
  }
  if (full) lines.push(levels(subject, colour, true), movement(subject, colour));
  else lines.push([...levels(subject, colour, true), speedOf(subject.track, colour)]);
  const coordination = coordinationLine(subject, colour);
  if (coordination.length > 0) lines.push(coordination);
  if (flight.note !== '') lines.push([{ text: flight.note, field: 'note', colour: COLOUR.information }]);
  return lines;
}

/** What is left of a label of background traffic where there is no room: its level. */
export function compactLines(subject) {
  const { track } = subject;
  return track.level === null ? null : [[{ text: levelText(track.level) + arrow(track.rate).trim(), field: 'callsign', colour: colourOf(subject) }]];
}

export function colourOf({ control, track, flight, ownAirspace }) {
  if (flight === undefined && ownAirspace && (track.status & STATUS.PRIMARY_ONLY) === 0) {
    return COLOUR.warning; // unknown inside our own sector
  }
  return CONTROL_COLOUR[control];
}

function warningLine(subject, picture) {
  const words = subject.alerts.map(({ word, urgent, acknowledged }) => ({
    text: word,
    field: 'alert',
    colour: urgent ? COLOUR.urgentText : COLOUR.warningBoxText,
    box: urgent ? COLOUR.urgent : COLOUR.warningBox,
    blink: !acknowledged,
  }));
  const seconds = Math.max(0, Math.round(picture.age(subject.track)));
  if (picture.is(subject.track, STATUS.COASTING)) {
    words.push({ text: `COAST ${seconds} s`, field: 'alert', colour: COLOUR.warning });
  } else if (picture.isUnheard(subject.track)) {
    words.push({ text: `${seconds} s`, field: 'age', colour: COLOUR.warning });
  }
  if (picture.is(subject.track, STATUS.SPECIAL_POSITION)) {
    words.push({ text: 'SPI', field: 'alert', colour: COLOUR.tool });
  }
  for (const word of subject.told) {
    words.push({ text: word, field: 'callsign', colour: COLOUR.information, blink: true });
  }
  return words;
}

function callsignLine({ control, flight, pending }, colour, withSector) {
  const mark = { notified: '>', offered: '>', redundant: '<' }[control] ?? '';
  const leaving = control === CONTROL.LEAVING;
  const line = [
    {
      text: mark + flight.key.callsign,
      field: 'callsign',
      colour: leaving ? CONTROL_COLOUR.leaving : colour,
      blink: control === CONTROL.OFFERED,
      bold: control === CONTROL.ASSUMED || leaving,
    },
  ];
  if (flight.wakeCategory !== '' && flight.wakeCategory !== WAKE_NOT_SHOWN) {
    line.push({ text: flight.wakeCategory, field: 'type', colour });
  }
  const pend = pending.get('callsign');
  if (pend !== undefined) line.push(pendingSegment(pend, 'callsign'));
  else if (leaving) {
    line.push({ text: flight.offeredTo, field: 'sector', colour: CONTROL_COLOUR.leaving, blink: true });
  } else if (withSector) {
    const sector = control === CONTROL.ASSUMED ? flight.nextSector : flight.controllingSector;
    if (sector !== '') line.push({ text: sector, field: 'sector', colour });
  }
  return line;
}

/** AFL, arrow, CFL if it differs, rate if it counts. */
function levels({ track, flight, pending }, colour, full) {
  const line = [{ text: levelText(track.level) + arrow(track.rate), field: 'level', colour }];
  const pend = pending.get('level');
  const cleared = flight?.clearedLevel;
  if (pend !== undefined) line.push(pendingSegment(pend, 'level'));
  else if (full && cleared !== undefined) {
    const differs = track.level === null || Math.abs(cleared - track.level) > LEVEL_DIFFERENCE_SHOWN;
    if (differs) line[0].text += levelText(cleared);
  }
  if (full && Math.abs(track.rate) > RATE_SHOWN) {
    const hundreds = Math.round(track.rate / 100);
    line.push({ text: (hundreds > 0 ? '+' : '') + hundreds, field: 'level', colour });
  }
  if (full && flight?.feetPerMinute > 0) {
    line.push({ text: `r${Math.round(flight.feetPerMinute / 100)}`, field: 'rate', colour });
  }
  const rate = pending.get('rate');
  if (rate !== undefined) line.push(pendingSegment(rate, 'rate'));
  return line;
}

/** Ground speed in tens, type, assigned heading or direct-to, assigned speed. */
function movement({ track, flight, pending, extended, control }, colour) {
  const canOrder = extended && control === CONTROL.ASSUMED; // a field to click where nothing is ordered yet
  const line = [speedOf(track, colour), { text: flight.aircraftType || '----', field: 'type', colour }];
  const heading = pending.get('heading');
  if (heading !== undefined) line.push(pendingSegment(heading, 'heading'));
  else if (flight.holdFix !== '') line.push({ text: `H/${flight.holdFix}`, field: 'heading', colour });
  else if (flight.directTo !== '') line.push({ text: flight.directTo, field: 'heading', colour });
  else if (flight.headingDegrees !== undefined) {
    line.push({ text: `h${String(flight.headingDegrees).padStart(3, '0')}`, field: 'heading', colour });
  } else if (canOrder) line.push({ text: 'h---', field: 'heading', colour: COLOUR.dim });
  const speed = pending.get('speed');
  if (speed !== undefined) line.push(pendingSegment(speed, 'speed'));
  else if (flight.machHundredths) {
    line.push({ text: `m${flight.machHundredths}`, field: 'assignedSpeed', colour });
  } else if (flight.knotsIas) line.push({ text: `s${flight.knotsIas}`, field: 'assignedSpeed', colour });
  else if (canOrder) line.push({ text: 's---', field: 'assignedSpeed', colour: COLOUR.dim });
  return line;
}

/** PEL and entry point of what comes; XFL and exit point of what is ours; ADES on the whole label. */
function coordinationLine({ flight, entry, exit, extended, control, pending }, colour) {
  const line = [];
  const proposed = pending.get('exit');
  if (entry !== undefined) {
    const level = entry.level ?? flight.entryLevel;
    if (level !== undefined) line.push({ text: `P${levelText(level)}`, field: 'exit', colour });
    if (entry.entryPoint !== '') line.push({ text: entry.entryPoint, field: 'exit', colour });
  }
  if (proposed !== undefined) line.push(pendingSegment(proposed, 'exit'));
  else if (exit !== undefined && control !== CONTROL.NOTIFIED && (exit.coordinated || extended)) {
    const tone = exit.coordinated ? COLOUR.information : colour;
    if (exit.level !== 0) line.push({ text: `X${levelText(exit.level)}`, field: 'exit', colour: tone });
    if (exit.point !== '') line.push({ text: exit.point, field: 'exit', colour: tone });
  }
  if (extended && flight.key.destination !== '') {
    line.push({ text: flight.key.destination, field: 'label', colour });
  }
  return line;
}

function uncorrelated({ track, extended }, picture, colour) {
  const name = track.callsign || squawk(track.mode3a);
  const lines = [];
  if (name !== '') lines.push([{ text: name, field: 'callsign', colour }]);
  if (track.level !== null || name !== '') {
    lines.push([
      { text: levelText(track.level) + arrow(track.rate), field: 'level', colour },
      speedOf(track, colour),
    ]);
  }
  if (extended) {
    const address = track.address === null ? '' : track.address.toString(16).toUpperCase().padStart(6, '0');
    const details = [track.callsign === '' ? '' : squawk(track.mode3a), address].filter((t) => t !== '');
    if (details.length > 0) {
      lines.push(details.map((text) => ({ text, field: 'type', colour: COLOUR.dim })));
    }
  }
  return lines;
}

function speedOf(track, colour) {
  const tens = Math.round(groundSpeedKnots(track) / 10);
  return { text: String(tens).padStart(2, '0'), field: 'speed', colour };
}

function pendingSegment(order, field) {
  const colour = order.rejected || order.waitedLong ? COLOUR.warning : COLOUR.tool;
  return { text: order.text, field, colour, underline: true };
}

export function levelText(level) {
  if (level === null || level === undefined) return '---';
  return String(Math.max(0, Math.round(level))).padStart(3, '0');
}

function arrow(rate) {
  return rate > RATE_SHOWN ? '↑' : rate < -RATE_SHOWN ? '↓' : ' ';
}
