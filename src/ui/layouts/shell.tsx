import type { ComponentChildren } from 'preact';
import { type Theme, useUi } from '../context.ts';
import { formatNumber } from '../format.ts';
import { BrandMark, Icon, type IconName } from '../icons.tsx';
import { type Flash, FlashNotices } from '../components/feedback.tsx';

export type NavItem = {
  label: string;
  /** A shorter word for the narrow bar of a phone. */
  short?: string | undefined;
  href: string;
  icon: IconName;
  current?: boolean | undefined;
  /** Things that wait there. */
  count?: number | undefined;
};

export type Account = {
  name: string;
  /** Role and unit. */
  detail?: string | undefined;
  items?: readonly { label: string; href: string; icon: IconName }[] | undefined;
  /** Address that a sign-out is posted to. */
  signOutAction: string;
};

export type ShellProps = {
  nav: readonly NavItem[];
  account?: Account | undefined;
  /** For visitors: where one signs in. */
  signInHref?: string | undefined;
  /** Whose work this is: unit above, edition below; leads to the choice of another. */
  context?: { title: string; detail?: string | undefined; switchHref?: string | undefined } | undefined;
  /** Address that a choice of appearance is posted to (field `theme`). */
  themeAction: string;
  /** The same page in the other language. */
  languageHref: string;
  homeHref?: string | undefined;
  flash?: readonly Flash[] | undefined;
  children: ComponentChildren;
};

const PHONE_PLACES = 5;
/** As many words as fit in one line at 1024 pixels. */
const WIDE_PLACES = 8;

/** Frame of every signed-in and public page: bar, main sections, content, foot. On a phone the sections stand below. */
export function Shell(props: ShellProps) {
  const { t } = useUi();
  const { nav, context, flash = [], homeHref = '/' } = props;
  return (
    <div class={nav.length > 0 ? 'has-nav' : undefined}>
      <a class="skip" href="#noi-dung">
        {t.shell.skip}
      </a>
      <header class="bar">
        <div class="bar-in">
          <Brand href={homeHref} />
          {context && <ContextSwitch {...context} />}
          <div class="bar-end">
            <AccountMenu {...props} />
          </div>
        </div>
        {nav.length > 0 && <WideNav items={nav} />}
      </header>
      <main class="main" id="noi-dung" tabIndex={-1}>
        <FlashNotices flash={flash} />
        {props.children}
      </main>
      <footer class="foot">
        <div>
          <span>{t.product}</span>
          <span>{t.productLine}</span>
        </div>
      </footer>
      {nav.length > 0 && <PhoneNav items={nav} />}
    </div>
  );
}

/** Name and mark of the product. */
export function Brand({ href }: { href: string }) {
  const { t } = useUi();
  return (
    <a class="brand" href={href}>
      <BrandMark />
      {t.product}
    </a>
  );
}

function ContextSwitch({ title, detail, switchHref }: NonNullable<ShellProps['context']>) {
  const { t } = useUi();
  const text = (
    <span>
      <b>{title}</b>
      {detail !== undefined && <small>{detail}</small>}
    </span>
  );
  if (switchHref === undefined) {
    return (
      <div class="context">
        <div class="context-link">{text}</div>
      </div>
    );
  }
  return (
    <div class="context">
      <a class="context-link" href={switchHref}>
        {text}
        <Icon name="swap" size={18} />
        <span class="hidden-text">{t.shell.contextSwitch}</span>
      </a>
    </div>
  );
}

function AccountMenu({ account, signInHref, themeAction, languageHref }: ShellProps) {
  const { t, locale } = useUi();
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <details class="menu">
      {/* On a phone the words are left out, for a guest the only ones. */}
      <summary aria-label={account ? undefined : t.shell.more}>
        <Icon name={account ? 'person' : 'settings'} size={22} />
        <span class="account-name">{account?.name ?? t.shell.more}</span>
        <span class="hidden-text">{account ? t.shell.account : ''}</span>
        <Icon name="down" size={16} />
      </summary>
      <div class="menu-panel">
        {account && (
          <>
            <p class="menu-who">
              <b>{account.name}</b>
              <br />
              <span class="soft small">{account.detail}</span>
            </p>
            <hr />
            {account.items?.map(({ label, href, icon }) => (
              <a key={href} href={href}>
                <Icon name={icon} />
                {label}
              </a>
            ))}
          </>
        )}
        {!account && signInHref !== undefined && (
          <a href={signInHref}>
            <Icon name="person" />
            {t.action.signIn}
          </a>
        )}
        <a href={languageHref} hreflang={other} lang={other}>
          <Icon name="language" />
          {t.locale[other]}
        </a>
        <div class="menu-who">
          <ThemeSwitch action={themeAction} />
        </div>
        {account && (
          <>
            <hr />
            <form method="post" action={account.signOutAction}>
              <button type="submit">
                <Icon name="exit" />
                {t.action.signOut}
              </button>
            </form>
          </>
        )}
      </div>
    </details>
  );
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/**
 * Appearance: as the device, light or dark. Posts `theme`; the server answers with the cookie `theme` and goes back.
 * `live` switches without a page load, at the price of a script: not in the frame, which must cost none.
 */
export function ThemeSwitch({ action, live }: { action: string; live?: boolean | undefined }) {
  const { t, theme } = useUi();
  return (
    <form method="post" action={action} data-island={live ? 'theme' : undefined}>
      <fieldset>
        <legend class="soft small">{t.theme.label}</legend>
        <div class="seg">
          {THEMES.map((choice) => (
            <button
              key={choice}
              class="seg-btn"
              name="theme"
              value={choice}
              aria-pressed={choice === theme ? 'true' : 'false'}
            >
              {t.theme[choice]}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}

/** On a wide screen the sections stand in one line, what does not fit behind a word at its end. */
function WideNav({ items }: { items: readonly NavItem[] }) {
  return <Nav items={items} places={WIDE_PLACES} name="nav-wide" bare />;
}

function PhoneNav({ items }: { items: readonly NavItem[] }) {
  return <Nav items={items} places={PHONE_PLACES} name="nav-phone" />;
}

function Nav({
  items,
  places,
  name,
  bare,
}: {
  items: readonly NavItem[];
  places: number;
  name: string;
  bare?: boolean | undefined;
}) {
  const { t } = useUi();
  const overflows = items.length > places;
  const shown = overflows ? items.slice(0, places - 1) : items;
  const rest = items.slice(shown.length);
  return (
    <nav class={`nav ${name}`} aria-label={t.shell.mainNav}>
      <ul class="nav-list">
        {shown.map((item) => (
          <li key={item.href}>
            <NavLink item={item} bare={bare} />
          </li>
        ))}
        {overflows && (
          <li>
            <details class="menu">
              <summary data-current={rest.some(({ current }) => current) ? '' : undefined}>
                {!bare && <Icon name="more" size={22} />}
                {t.shell.more}
                {bare && <Icon name="down" size={16} />}
              </summary>
              <ul class="menu-panel">
                {rest.map((item) => (
                  <li key={item.href}>
                    <NavLink item={item} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}

function NavLink({ item, bare }: { item: NavItem; bare?: boolean | undefined }) {
  return (
    <a href={item.href} aria-current={item.current ? 'page' : undefined}>
      {!bare && <Icon name={item.icon} size={22} />}
      {bare ? item.label : (item.short ?? item.label)}
      {item.count !== undefined && item.count > 0 && <span class="nav-count">{formatNumber(item.count)}</span>}
    </a>
  );
}
