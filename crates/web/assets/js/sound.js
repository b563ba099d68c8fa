// Two pitches: high for what is done, low and longer for what needs a look. The browser remembers whether they are wanted.

const KEY = "sound";

let context;
let isOn = localStorage.getItem(KEY) !== "off";

export function beep(good) {
  if (!isOn) {
    return;
  }
  context ??= new AudioContext();
  context.resume();
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const [pitch, seconds] = good ? [1_320, 0.09] : [220, 0.35];
  const end = context.currentTime + seconds;
  tone.type = good ? "sine" : "square";
  tone.frequency.value = pitch;
  // Without a fade the end would crack.
  loudness.gain.setValueAtTime(0.2, context.currentTime);
  loudness.gain.linearRampToValueAtTime(0, end);
  tone.connect(loudness).connect(context.destination);
  tone.start();
  tone.stop(end);
}

/// The button comes with its words, and unseen: without this script there is no sound to switch.
export function soundSwitch(button) {
  const show = () => {
    button.textContent = isOn ? button.dataset.on : button.dataset.off;
  };
  button.addEventListener("click", () => {
    isOn = !isOn;
    localStorage.setItem(KEY, isOn ? "on" : "off");
    show();
    beep(true);
  });
  button.hidden = false;
  show();
}
