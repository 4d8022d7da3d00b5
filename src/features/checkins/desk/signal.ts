/** What a busy person at a noisy door hears and feels: one short high tone for taken, two for already, a long low one for unknown. */
export type Signal = 'taken' | 'already' | 'unknown';

/** Hertz and seconds of each tone. */
const TONES: Record<Signal, readonly (readonly [number, number])[]> = {
  taken: [[880, 0.12]],
  already: [
    [520, 0.12],
    [520, 0.12],
  ],
  unknown: [[220, 0.45]],
};
const VIBRATION: Record<Signal, number[]> = { taken: [80], already: [80, 80, 80], unknown: [400] };

let audio: AudioContext | null = null;

/** Browsers let a page sound only after it was touched: called from the first press. */
export function readySound(): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

export function signal(what: Signal): void {
  if ('vibrate' in navigator) navigator.vibrate(VIBRATION[what]);
  if (!audio || audio.state !== 'running') return;
  let at = audio.currentTime;
  for (const [hertz, seconds] of TONES[what]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.value = 0.25;
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.08;
  }
}
