/** The quarantine: commands that failed inside the model, to be mended and done again, or released. */
import { clock } from './alarm-table.js';
import { MendForm } from './mend-form.js';
import { Table } from './table.js';
import { twoStepButton } from './two-step.js';

const ACTIONS = 5; // the column

export class QuarantineDesk {
  /** @param page {picture, wire, mendCommand(op, bytes), release(op)}; mendCommand gives {rejected} or not */
  constructor(page) {
    this.page = page;
    this.table = new Table(
      document.getElementById('quarantine'),
      ['op', 'time', 'from', 'command', 'error', ''].map((head) => ({ head })),
    );
    this.form = new MendForm(document.getElementById('mend-command'), (op, text) =>
      page.mendCommand(op, page.wire.commandOf(text)),
    );
  }

  show() {
    const { quarantined } = this.page.picture;
    this.form.closeUnless((op) => quarantined.has(op));
    this.table.show(
      [...quarantined.values()].map((command) => ({
        key: command.op,
        className: 'doubtful',
        made: (row) => this.actions(row, command),
        cells: [String(command.op), clock(command.timeMicros), command.user || '—', command.command, command.error, null],
      })),
    );
  }

  /** One that was too long to be kept can only be released. */
  actions(row, command) {
    if (command.content.length > 0) {
      const mend = document.createElement('button');
      mend.type = 'button';
      mend.textContent = 'mend';
      mend.setAttribute('aria-label', `mend the command of op ${command.op}`);
      mend.addEventListener('click', () => this.open(command));
      row.cells[ACTIONS].append(mend);
    }
    row.cells[ACTIONS].append(
      twoStepButton('release', `release the command of op ${command.op}`, () => this.page.release(command.op)),
    );
  }

  open(command) {
    this.form.open({
      key: command.op,
      title: `${command.command} of op ${command.op}, given by ${command.user || 'somebody unknown'}`,
      fault: command.error,
      text: this.page.wire.textOf(command.content),
    });
  }
}
