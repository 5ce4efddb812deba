/** The referral queue: flight-plan messages that were not taken, to be mended and sent again, or dropped. */
import { clock } from './alarm-table.js';
import { MendForm } from './mend-form.js';
import { Table } from './table.js';
import { twoStepButton } from './two-step.js';

const ACTIONS = 5; // the column
const SHOWN = 72; // characters of a text in the list

export class ReferralDesk {
  /** @param page {picture, resubmit(number, text), drop(number)}; resubmit gives {rejected} or not */
  constructor(page) {
    this.page = page;
    this.table = new Table(
      document.getElementById('referrals'),
      ['no', 'time', 'from', 'what is wrong', 'message', ''].map((head) => ({ head })),
    );
    this.form = new MendForm(document.getElementById('mend'), (number, text) => page.resubmit(number, text));
  }

  show() {
    const { referrals } = this.page.picture;
    this.form.closeUnless((number) => referrals.has(number));
    this.table.show(
      [...referrals.values()].sort((a, b) => a.number - b.number).map((referral) => ({
        key: referral.number,
        className: 'doubtful',
        made: (row) => this.actions(row, referral.number),
        cells: [
          String(referral.number),
          clock(referral.timeMicros),
          referral.originator || '—',
          `${faultOf(referral)}${referral.attempts === 0 ? '' : ` (sent again ${referral.attempts}×)`}`,
          shorten(referral.text),
          null,
        ],
      })),
    );
  }

  actions(row, number) {
    const mend = document.createElement('button');
    mend.type = 'button';
    mend.textContent = 'mend';
    mend.setAttribute('aria-label', `mend message ${number}`);
    mend.addEventListener('click', () => this.open(this.page.picture.referrals.get(number)));
    const drop = twoStepButton('drop', `drop message ${number}`, () => this.page.drop(number));
    row.cells[ACTIONS].append(mend, drop);
  }

  /** The caret stands where the mistake is. */
  open(referral) {
    this.form.open({
      key: referral.number,
      title: `message ${referral.number} from ${referral.originator || 'an unknown sender'}`,
      fault: faultOf(referral),
      text: referral.text,
      caret: Math.max(0, referral.column - 1),
    });
  }
}

function faultOf({ reason, field, column, fault }) {
  const where = [field === '' ? '' : `field ${field}`, column === 0 ? '' : `column ${column}`].filter((part) => part !== '');
  return `${reason.replaceAll('_', ' ').toLowerCase()}${where.length === 0 ? '' : `, ${where.join(', ')}`}: ${fault}`;
}

function shorten(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 1)}…`;
}
