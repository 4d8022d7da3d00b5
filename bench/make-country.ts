/** Makes the country where it is not there yet, and says how long that took. */
import { openCountry } from './generate.ts';
import { options, tell } from './options.ts';

const started = performance.now();
const country = await openCountry(options);
const seconds = (performance.now() - started) / 1_000;
await country.server.stop();
const cells = (country.units.length - 1) * 45 * options.editions;
tell({
  bench: `country ready: ${country.units.length} units, ${cells} cells (seed ${options.seed})`,
  value: seconds,
  unit: 's',
});
