/** The screen of the stage and the page that moves it. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  classes,
  ConfirmDialog,
  Form,
  formatNumber,
  Island,
  LinkButton,
  List,
  Notice,
  Section,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { CeremonyHead } from './page-parts.tsx';
import { controlPath, screenPath } from './paths.ts';
import { SITES_ON_PAGE, sitesWith } from './rules.sites.ts';
import type { ScreenData, ScreenTexts, ScreenWords } from './rules.stage-words.ts';
import type { StageScreen } from './service.stage.ts';

export function screenTexts(t: Messages): ScreenTexts {
  const words = t.ceremonies.stage;
  return {
    now: words.now,
    before: words.before,
    after: words.after,
    cancelled: words.cancelled,
    empty: words.empty,
    left: words.left,
    over: words.over,
    startsIn: words.startsIn,
    minutes: words.minutes,
    hours: words.hours,
    days: words.days,
    until: words.until('{t}'),
    from: words.from('{t}'),
    late: words.late('{n}'),
    early: words.early('{n}'),
    skewAhead: words.skewAhead('{n}'),
    skewBehind: words.skewBehind('{n}'),
    skewFar: words.skewFar,
  };
}

export interface ScreenProps {
  readonly t: Messages;
  readonly data: ScreenData;
  readonly words: ScreenWords;
  /** Milliseconds of the server's clock when the page was made. */
  readonly now: number;
  /** Where the screen hears of changes. */
  readonly dataPath: string;
}

const islandProps = ({ t, data, now, dataPath }: ScreenProps) => ({ data, now, dataPath, texts: screenTexts(t) });

/** A piece of text that the island keeps up to date. */
function Slot({ name, text, class: className }: { name: keyof ScreenWords; text: string; class?: string }) {
  return (
    <span class={className} data-slot={name}>
      {text}
    </span>
  );
}

function StageNow({ t, words }: ScreenProps) {
  return (
    <div class={classes('stage-now', words.isShort && 'is-short', words.isOver && 'is-over')} data-stage-now="">
      <p class="stage-label">
        <Slot name="state" text={words.state} /> <Slot name="until" text={words.until} class="stage-until" />
      </p>
      <div class="stage-main">
        <div>
          <p class="stage-content">
            <Slot name="content" text={words.content} />
          </p>
          <p class="stage-who">
            <Slot name="who" text={words.who} />
          </p>
        </div>
        <p class="stage-left" role="timer" aria-live="off">
          <Slot name="leftLabel" text={words.leftLabel} class="stage-left-label" />
          <Slot name="left" text={words.left} class="stage-left-number" />
          <Slot name="leftUnit" text={words.leftUnit} class="stage-left-label" />
        </p>
      </div>
      <div class={classes('stage-next', words.nextContent === '' && 'is-empty')} data-stage-next="">
        <p class="stage-label">
          {t.ceremonies.stage.next} <Slot name="nextTime" text={words.nextTime} class="stage-until" />
        </p>
        <p class="stage-next-content">
          <Slot name="nextContent" text={words.nextContent} />
        </p>
        <p class="stage-who">
          <Slot name="nextWho" text={words.nextWho} />
        </p>
      </div>
    </div>
  );
}

function StageRows({ t, data, words, showSites }: ScreenProps & { showSites: boolean }) {
  return (
    <ol class="stage-rows" aria-label={t.ceremonies.stage.programme}>
      {data.items.map((item, index) => (
        <li
          key={item.id}
          data-item={item.id}
          class={item.id === words.currentId ? 'is-now' : undefined}
          aria-current={item.id === words.currentId ? 'step' : undefined}
        >
          <span class="stage-time" data-time={index}>
            {words.times[index]}
          </span>
          <span>
            {item.content}
            {showSites && item.site !== '' && <span class="stage-site"> · {item.site}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Badges({ t, words }: ScreenProps) {
  return (
    <p class="stage-badges">
      <span class="stage-badge is-late" data-slot="delay" hidden={words.delay === ''}>
        {words.delay}
      </span>
      <output class="stage-badge is-offline" data-stage-offline="" hidden>
        {t.ceremonies.stage.offline}
      </output>
      <span class="stage-badge" data-stage-skew="" hidden />
    </p>
  );
}

/** The whole screen. It works without a script: the page is read anew every half minute. */
export function StagePage(
  props: ScreenProps & { title: string; siteName: string | null; isDark: boolean; themeHref: string },
) {
  const { t, words, title, siteName } = props;
  return (
    <Island name="stage-screen" props={islandProps(props)} class="stage">
      <header class="stage-top">
        <div class="stage-head">
          <h1>
            {title}
            {siteName !== null && <span class="stage-site"> · {siteName}</span>}
          </h1>
          <p class="stage-clock">
            <Slot name="clock" text={words.clock} />
          </p>
        </div>
        <Badges {...props} />
      </header>
      <main id="noi-dung" class="stage-body">
        <StageNow {...props} />
        <StageRows {...props} showSites={siteName === null} />
      </main>
      <footer class="stage-foot">
        <a href={props.themeHref}>{props.isDark ? t.ceremonies.stage.light : t.ceremonies.stage.dark}</a>
        <button type="button" class="stage-full" data-stage-full="" hidden>
          {t.ceremonies.stage.fullScreen}
        </button>
      </footer>
    </Island>
  );
}

export function ControlPage(
  props: ScreenProps & {
    stage: StageScreen;
    mayWrite: boolean;
    mayReadGuests: boolean;
    token: string;
    byHand: boolean;
    /** Words of the site whose screen is looked for. */
    typed: string;
  },
) {
  const { t, stage, words, token, mayWrite, typed } = props;
  const { ceremony, sites } = stage;
  const found = sitesWith(sites, typed);
  const text = t.ceremonies.control;
  const path = controlPath(ceremony.editionId, ceremony.id);
  const isAlive = ceremony.status === 'draft' || ceremony.status === 'published';
  const isReady = mayWrite && isAlive && stage.rows.length > 0;
  return (
    <>
      <CeremonyHead t={t} ceremony={ceremony} active="control" mayReadGuests={props.mayReadGuests} />
      {ceremony.status === 'cancelled' && <Notice kind="warning">{text.closed}</Notice>}
      <Island name="stage-screen" props={islandProps(props)} class="stage-control">
        <Badges {...props} />
        <StageNow {...props} />
        {isReady && (
          <Form action={path} class="stage-buttons">
            <input type="hidden" name="from" value={words.currentId ?? ''} data-stage-from="" />
            <div class="stage-steps">
              <Button name="step" value="next">
                {words.currentId === null ? text.begin : text.nextItem}
              </Button>
              <Button kind="second" name="step" value="later">
                {text.later}
              </Button>
              <Button kind="second" name="step" value="back">
                {text.back}
              </Button>
              <Button kind="second" name="step" value="earlier">
                {text.earlier}
              </Button>
            </div>
            <p class="row">
              <span class="soft">{props.byHand ? text.byHand : text.byClock}</span>
              {props.byHand && (
                <Button kind="quiet" name="step" value="clock">
                  {text.clock}
                </Button>
              )}
              {ceremony.delayMinutes !== 0 && (
                <Button kind="quiet" name="step" value="on-time">
                  {text.onTime}
                </Button>
              )}
            </p>
          </Form>
        )}
        <StageRows {...props} showSites />
      </Island>
      <Section title={text.screens} note={text.screensText}>
        <div class="ceremony-adders">
          <p>
            <LinkButton kind="second" href={screenPath(token)}>
              {text.screenAll}
            </LinkButton>
          </p>
          {sites.length > 0 && (
            <details id="man-hinh" class="ceremony-add" open={typed !== ''}>
              <summary>{t.ceremonies.siteCount(sites.length)}</summary>
              {sites.length > SITES_ON_PAGE && (
                <Toolbar action={`${path}#man-hinh`}>
                  <TextInput
                    id="tim"
                    type="search"
                    label={t.ceremonies.sites.find}
                    value={typed}
                    class="field-grow"
                    optional
                  />
                  <Button kind="second">{t.ceremonies.sites.findAction}</Button>
                </Toolbar>
              )}
              {found.length === 0 && <p class="soft">{t.ceremonies.sites.none}</p>}
              <List
                items={found
                  .slice(0, SITES_ON_PAGE)
                  .map((site) => ({ key: site.id, title: site.name, href: screenPath(token, site.id) }))}
              />
              {found.length > SITES_ON_PAGE && (
                <p class="soft">{t.ceremonies.sites.moreSites(formatNumber(found.length - SITES_ON_PAGE))}</p>
              )}
            </details>
          )}
          {mayWrite && (
            <>
              <Form action={`${path}/duong-dan`} islands={['confirm']} dialog="renew-dialog">
                <Actions>
                  <Button kind="quiet">{text.renew}</Button>
                </Actions>
              </Form>
              <ConfirmDialog id="renew-dialog" title={text.renewTitle} confirmLabel={text.renew} danger>
                {text.renewText}
              </ConfirmDialog>
            </>
          )}
        </div>
      </Section>
    </>
  );
}
