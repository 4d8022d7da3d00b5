/**
 * RC2 in CBC mode, decryption only (RFC 2268). Key files of old Windows and Java keep their certificates in it
 * (pbeWithSHAAnd40BitRC2-CBC), and OpenSSL 3 no longer has it. It protects nothing today; it only has to be opened.
 */

const PI = Uint8Array.from(
  Buffer.from(
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
      'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
      '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
      '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
      '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
      'c5f3db47e5a59c770aa62068fe7fc1ad',
    'hex',
  ),
);

const MIX_ROTATIONS = [1, 2, 3, 5] as const;

function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const expanded = new Uint8Array(128);
  expanded.set(key);
  const pi = (index: number): number => PI[index & 0xff] ?? 0;
  const at = (index: number): number => expanded[index] ?? 0;
  for (let index = key.length; index < 128; index += 1) {
    expanded[index] = pi(at(index - 1) + at(index - key.length));
  }
  const bytes = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * bytes - effectiveBits);
  expanded[128 - bytes] = pi(at(128 - bytes) & mask);
  for (let index = 127 - bytes; index >= 0; index -= 1) {
    expanded[index] = pi(at(index + 1) ^ at(index + bytes));
  }
  return Uint16Array.from({ length: 64 }, (_, index) => at(index * 2) | (at(index * 2 + 1) << 8));
}

function decryptBlock(schedule: Uint16Array, words: Uint16Array): void {
  const word = (index: number): number => words[index & 3] ?? 0;
  const unmix = (last: number): void => {
    for (let index = 3; index >= 0; index -= 1) {
      const rotation = MIX_ROTATIONS[index as 0 | 1 | 2 | 3];
      const rotated = ((word(index) >>> rotation) | (word(index) << (16 - rotation))) & 0xffff;
      words[index] =
        rotated -
        (schedule[last - 3 + index] ?? 0) -
        (word(index + 3) & word(index + 2)) -
        (~word(index + 3) & word(index + 1));
    }
  };
  const unmash = (): void => {
    for (let index = 3; index >= 0; index -= 1) {
      words[index] = word(index) - (schedule[word(index + 3) & 63] ?? 0);
    }
  };
  for (let round = 15; round >= 0; round -= 1) {
    unmix(round * 4 + 3);
    if (round === 11 || round === 5) unmash();
  }
}

/** Decrypts and takes the padding off; null when the padding is wrong (a wrong key). */
export function decryptRc2Cbc(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array | null {
  if (data.length === 0 || data.length % 8 !== 0 || iv.length !== 8) return null;
  const schedule = expandKey(key, effectiveBits);
  const plain = new Uint8Array(data.length);
  let previous = iv;
  for (let start = 0; start < data.length; start += 8) {
    const block = data.subarray(start, start + 8);
    const words = Uint16Array.from(
      { length: 4 },
      (_, index) => (block[index * 2] ?? 0) | ((block[index * 2 + 1] ?? 0) << 8),
    );
    decryptBlock(schedule, words);
    for (let index = 0; index < 8; index += 1) {
      const byte = ((words[index >> 1] ?? 0) >> (8 * (index & 1))) & 0xff;
      plain[start + index] = byte ^ (previous[index] ?? 0);
    }
    previous = block;
  }
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > 8 || plain.subarray(-padding).some((byte) => byte !== padding)) return null;
  return plain.subarray(0, -padding);
}
