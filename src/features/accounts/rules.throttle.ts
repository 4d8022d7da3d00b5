/**
 * How often a sign-in may fail. Three counts over one window: a person from one place, a person from anywhere (a guess
 * spread over many machines), a place over many persons (one password tried on everybody). The middle one is generous,
 * so that nobody locks a colleague out by typing nonsense in their name from their own desk.
 */

export const THROTTLE_MINUTES = 15;

export interface FailureCounts {
  /** This e-mail from this address. */
  readonly pair: number;
  /** This e-mail from any address. */
  readonly email: number;
  /** Any e-mail from this address: an office of many people shares one. */
  readonly address: number;
}

const LIMITS: FailureCounts = { pair: 5, email: 25, address: 60 };

/** True when this try is one too many. @param counts with the present try included */
export function isThrottled(counts: FailureCounts): boolean {
  return counts.pair > LIMITS.pair || counts.email > LIMITS.email || counts.address > LIMITS.address;
}
