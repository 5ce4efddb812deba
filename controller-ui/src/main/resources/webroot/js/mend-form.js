/** A form in which a text that was not taken is mended and sent again: it stays until that is accepted. */
export class MendForm {
  /** @param send (key, text) gives a promise of {rejected} or not, or throws where it is not worth sending */
  constructor(form, send) {
    this.form = form;
    this.send = send;
    this.title = form.querySelector('b');
    this.fault = form.querySelector('p');
    this.text = form.querySelector('textarea');
    this.key = null;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener('reset', () => this.close());
  }

  /** @param caret where the mistake is, from 0; the character there is selected, but for the first */
  open({ key, title, fault, text, caret = 0 }) {
    this.key = key;
    this.title.textContent = title;
    this.fault.textContent = fault;
    this.text.value = text;
    this.form.hidden = false;
    this.text.focus();
    this.text.setSelectionRange(caret, caret === 0 ? 0 : caret + 1);
  }

  /** What it is about may be gone. */
  closeUnless(isThere) {
    if (this.key !== null && !isThere(this.key)) this.close();
  }

  async submit() {
    const { key } = this;
    this.fault.textContent = 'sent';
    const outcome = await this.outcomeOf(key, this.text.value);
    if (this.key !== key) return;
    if (outcome.rejected === undefined) this.close();
    else this.fault.textContent = outcome.rejected;
  }

  async outcomeOf(key, text) {
    try {
      return await this.send(key, text);
    } catch (error) {
      return { rejected: error.message };
    }
  }

  close() {
    this.key = null;
    this.form.hidden = true;
  }
}
