/** The document that the journey starts from: the real seed where it is at hand, else a text of our own of its kind. */
import { join, resolve } from 'node:path';
import { sharedFile } from '../../src/testing/shared.ts';

export interface JourneyDocument {
  readonly path: string;
  readonly number: string;
  readonly isSeed: boolean;
}

export function journeyDocument(): JourneyDocument {
  const seed = sharedFile('seeds/000_f47b5a3707315fe9.txt');
  if (seed) return { path: seed, number: '220/KH-UBND', isSeed: true };
  return {
    path: join(resolve(import.meta.dirname), 'ke-hoach-dong-nai.md'),
    number: '118/KH-UBND',
    isSeed: false,
  };
}
