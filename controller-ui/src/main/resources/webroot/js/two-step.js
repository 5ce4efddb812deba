/** A button whose action is done by a second click, within a few seconds of the first. */

const ARMED_MILLIS = 5000;

export function twoStepButton(text, label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  let timer = null;
  const disarm = () => {
    clearTimeout(timer);
    timer = null;
    button.textContent = text;
    button.setAttribute('aria-label', label);
    button.classList.remove('armed');
  };
  disarm();
  button.addEventListener('click', () => {
    if (timer === null) {
      button.textContent = `Confirm ${text}`;
      button.setAttribute('aria-label', `Confirm ${label}`);
      button.classList.add('armed');
      timer = setTimeout(disarm, ARMED_MILLIS);
    } else {
      disarm();
      act();
    }
  });
  return button;
}
