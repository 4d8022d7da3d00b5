/** For pages without any other island that are wanted off line: the runtime does it. */
import { defineIsland } from './runtime.ts';

defineIsland('offline', () => undefined);
