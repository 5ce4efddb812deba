/** Who ordered what, where and when, and what came of it: from the log, the newest first; as a file too. */
import { Table } from './table.js';

const SHOWN = 60;
const HEADS = ['number', 'time', 'user', 'position', 'order', 'of', 'result'];

export class AuditTable {
  /** @param page {picture} */
  constructor(page) {
    this.page = page;
    this.table = new Table(
      document.getElementById('audit'),
      HEADS.slice(1).map((head) => ({ head })),
    );
    document.getElementById('audit-file').addEventListener('click', () => this.save());
  }

  /** The lines kept, the newest first. */
  lines() {
    return [...this.page.picture.audit.values()].sort((a, b) => b.number - a.number);
  }

  show() {
    this.table.show(
      this.lines().slice(0, SHOWN).map((line) => ({
        key: line.number,
        className: line.rejected === '' ? '' : 'doubtful',
        cells: cellsOf(line, (time) => time.slice(11, 19)),
      })),
    );
  }

  /** All lines kept, as comma-separated values, the oldest first. */
  save() {
    const rows = this.lines().reverse().map((line) => [line.number, ...cellsOf(line, (time) => time)]);
    const text = [HEADS, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${text}\r\n`], { type: 'text/csv' }));
    link.download = `vigil-audit-${new Date(this.page.picture.time).toISOString().slice(0, 19).replaceAll(':', '')}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

function cellsOf({ timeMicros, user, position, what, value, rejected }, time) {
  const iso = new Date(Number(timeMicros / 1000n)).toISOString();
  return [time(iso), user, position || '—', words(what), value, rejected === '' ? 'done' : rejected];
}

/** EnableSensor: enable sensor. */
function words(kind) {
  return kind.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

/** A spreadsheet must not take what somebody wrote for a formula. */
function quoted(value) {
  const text = String(value).replaceAll('"', '""');
  return `"${/^[=+\-@]/.test(text) ? `'${text}` : text}"`;
}
