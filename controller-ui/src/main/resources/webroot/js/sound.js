/** The alert sound: once for each urgent alert. Browsers are mute until a gesture. */

export class Sound {
  constructor(button) {
    this.button = button;
    this.context = null;
    this.wanted = false;
    button.addEventListener('click', () => this.toggle());
    this.show();
  }

  get on() {
    return this.context?.state === 'running';
  }

  async toggle() {
    this.context ??= new AudioContext();
    if (this.wanted) await this.context.suspend();
    else await this.context.resume();
    this.wanted = !this.wanted;
    this.show();
    if (this.on) this.tone(880, 0, 0.08);
  }

  show() {
    this.button.textContent = this.on ? 'Sound on' : 'Sound off: click';
    this.button.setAttribute('aria-pressed', String(this.on));
    this.button.classList.toggle('attention', !this.on);
  }

  alert() {
    if (!this.on) return;
    for (const start of [0, 0.22, 0.44]) {
      this.tone(988, start, 0.1);
      this.tone(740, start + 0.1, 0.1);
    }
  }

  tone(hertz, start, seconds) {
    const at = this.context.currentTime + start;
    const oscillator = this.context.createOscillator();
    const gain = this.context.createGain();
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.25, at + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    oscillator.connect(gain).connect(this.context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
  }
}
