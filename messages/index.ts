/** The two languages of the product. Vietnamese is the original; English must have every key (compiler and test). */
import { en } from './en/index.ts';
import { vi } from './vi/index.ts';

export type Messages = typeof vi;
export type Locale = 'vi' | 'en';
export const LOCALES: readonly Locale[] = ['vi', 'en'];
export const DEFAULT_LOCALE: Locale = 'vi';

const byLocale: Record<Locale, Messages> = { vi, en };

/** All texts of one language, by area: `messagesFor('vi').common.action.save`. */
export function messagesFor(locale: Locale): Messages {
  return byLocale[locale];
}

/** True where the text (a cookie, a query value) names a language we have. */
export function isLocale(text: string | null | undefined): text is Locale {
  return text === 'vi' || text === 'en';
}
