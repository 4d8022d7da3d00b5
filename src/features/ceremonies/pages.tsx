/** Routes of ceremonies: the opening ceremony at many sites: programme, guests, seats, the stage screen. */
import type { WebApp } from '../../platform/http/web.ts';

export function ceremonyPages(_app: WebApp): void {}
