/** What every component may ask for while a page is rendered: the language, its texts and the chosen appearance. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { DEFAULT_LOCALE, type Locale, type Messages, messagesFor } from '../../messages/index.ts';

export type Theme = 'auto' | 'light' | 'dark';

export type Ui = {
  locale: Locale;
  theme: Theme;
  /** Texts of the common area; a feature's pages take their own area from `all`. */
  t: Messages['common'];
  all: Messages;
};

/** The surroundings of one page. */
export function uiFor(locale: Locale, theme: Theme = 'auto'): Ui {
  const all = messagesFor(locale);
  return { locale, theme, t: all.common, all };
}

export const UiContext = createContext<Ui>(uiFor(DEFAULT_LOCALE));

/** The surroundings inside a component: `const { t } = useUi()`. */
export function useUi(): Ui {
  return useContext(UiContext);
}

/** True where the text (a cookie, a form value) names an appearance. */
export function isTheme(text: string | null | undefined): text is Theme {
  return text === 'auto' || text === 'light' || text === 'dark';
}

/** Class names joined; what is false or absent is left out. */
export function classes(...names: (string | false | null | undefined)[]): string | undefined {
  const text = names.filter(Boolean).join(' ');
  return text === '' ? undefined : text;
}
