/** The desk at a door: who is expected, who came, who came without. Works without a script; the island makes it quick. */
import { randomUUID } from 'node:crypto';
import type { Messages } from '../../../messages/index.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import {
  assetUrl,
  Button,
  EmptyState,
  formatDateTime,
  formatNumber,
  formatTime,
  Icon,
  Island,
  LinkButton,
  PageHead,
  TextInput,
} from '../../ui/index.ts';
import { deskPath, presentJson } from './desk-input.ts';
import type { Roster, RosterEntry } from './roster.ts';
import { codeKey, timeOf } from './service.ts';
import type { StoredCheckin } from './store.ts';

export interface DeskProps {
  readonly t: Messages;
  readonly roster: Roster;
  readonly present: readonly StoredCheckin[];
  /** What is searched for; empty: everybody. */
  readonly query: string;
  readonly door: string;
  /** People check themselves in as well. */
  readonly hasScreen: boolean;
}

export function DeskPage({ t, roster, present, query, door, hasScreen }: DeskProps) {
  const { checkins: texts } = t;
  const path = deskPath(roster);
  const byHolder = new Map(
    present.flatMap((checkin) => (checkin.holderId === null ? [] : [[checkin.holderId, checkin]])),
  );
  const walkIns = present.filter(({ holderId }) => holderId === null);
  const shown = query === '' ? roster.entries : roster.entries.filter((entry) => matches(entry, query));
  const when = texts.when(roster.partName, formatDateTime(roster.startsAt), roster.place);
  return (
    <>
      <PageHead
        eyebrow={texts.title}
        title={roster.title}
        lead={when}
        actions={
          <>
            <LinkButton kind="quiet" href={roster.backHref}>
              {texts.back}
            </LinkButton>
            {hasScreen && (
              <LinkButton kind="second" href={`${path}/man-hinh`}>
                {texts.openScreen}
              </LinkButton>
            )}
          </>
        }
      />
      <Island
        name="check-in-desk"
        class="desk"
        props={{
          path,
          label: [roster.title, roster.partName].filter(Boolean).join(', '),
          reader: assetUrl('island:qr-reader'),
          texts: texts.desk,
          present: presentJson(roster, present),
        }}
      >
        <div class="desk-top">
          <Counts t={t} roster={roster} present={present} />
          <p class="desk-waiting" data-part="confirmed" hidden={!roster.isConfirmed}>
            <b>{texts.confirmed.title}</b> {texts.confirmed.text}
          </p>
          <div class="desk-waiting" data-part="waiting" aria-live="polite" hidden />
          <div class="desk-waiting" data-part="others" hidden />
          <div class="desk-said" data-part="said" aria-live="polite" hidden />
          <div class="desk-camera" data-part="camera" hidden />
          <button type="button" class="btn desk-scan" data-part="scan" hidden>
            {texts.desk.scan}
          </button>
          <Search t={t} path={path} query={query} door={door} />
        </div>
        <h2>{texts.list.title}</h2>
        {roster.entries.length === 0 ? (
          <EmptyState title={texts.list.empty} icon="people">
            {texts.list.emptyHint}
          </EmptyState>
        ) : (
          <form method="post" action={path} data-part="list">
            <input type="hidden" name="door" value={door} />
            <p class="desk-none" data-part="none" hidden={shown.length > 0}>
              {texts.search.none}
            </p>
            <ul class="desk-list">
              {shown.map((entry) => (
                <Row key={entry.holderId} t={t} entry={entry} checkin={byHolder.get(entry.holderId)} />
              ))}
            </ul>
          </form>
        )}
        <WalkIns t={t} path={path} door={door} walkIns={walkIns} />
      </Island>
    </>
  );
}

function Counts({ t, roster, present }: Pick<DeskProps, 't' | 'roster' | 'present'>) {
  const { count } = t.checkins;
  const heads = (all: readonly { people: number; children: number }[]) =>
    formatNumber(all.reduce((sum, { people, children }) => sum + people + children, 0));
  const facts = [
    ['came', count.came, heads(present)],
    ['expected', count.expected, heads(roster.entries.filter(({ isExpected }) => isExpected))],
    ['walk-ins', count.walkIns, heads(present.filter(({ holderId }) => holderId === null))],
  ] as const;
  return (
    <dl class="desk-counts">
      {facts.map(([key, label, value]) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd data-count={key}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Search({ t, path, query, door }: { t: Messages; path: string; query: string; door: string }) {
  const { search, door: doorTexts } = t.checkins;
  return (
    <search>
      <form class="desk-search" method="get" action={path} data-part="search">
        <TextInput id="tim" type="search" label={search.label} value={query} autocomplete="off" optional />
        <Button kind="second" icon="search">
          {search.button}
        </Button>
        {query !== '' && (
          <a href={door === '' ? path : `${path}?cua=${encodeURIComponent(door)}`} data-part="all">
            {search.all}
          </a>
        )}
        <details class="desk-door" open={door !== '' && query === ''}>
          <summary>
            {doorTexts.label}: <b data-part="door-name">{door === '' ? doorTexts.none : door}</b>
          </summary>
          <TextInput id="cua" label={doorTexts.label} hint={doorTexts.hint} value={door} maxLength={60} optional />
          <Button kind="second">{doorTexts.save}</Button>
        </details>
      </form>
    </search>
  );
}

function Row({ t, entry, checkin }: { t: Messages; entry: RosterEntry; checkin: StoredCheckin | undefined }) {
  const { list } = t.checkins;
  const { holderId, people, children } = entry;
  const name = entry.name === '' ? list.noName(entry.code) : entry.name;
  const isGroup = people + children > 1;
  return (
    <li
      class={checkin ? 'desk-row is-here' : 'desk-row'}
      data-holder={holderId}
      data-code={codeKey(entry.code)}
      data-name={name}
      data-find={findKey(entry)}
      data-waiting={entry.isExpected ? undefined : ''}
    >
      <div class="desk-who">
        <p class="desk-name">
          {name}
          <Icon name="success" size={20} />
        </p>
        <p class="soft">
          {[entry.detail, isGroup ? t.checkins.group(people, children) : '', entry.code].filter(Boolean).join(' · ')}
        </p>
        {!entry.isExpected && <p class="tone-warn">{list.notExpected}</p>}
        <p class="desk-state" data-state="">
          {checkin ? list.here(formatTime(timeOf(checkin)), checkin.door) : ''}
        </p>
      </div>
      <div class="desk-do">
        {isGroup && !checkin && (
          <div class="desk-group" data-group="">
            <label>
              {list.people}
              <input class="input" type="text" inputMode="numeric" name={`people-${holderId}`} value={people} />
            </label>
            <label>
              {list.children}
              <input class="input" type="text" inputMode="numeric" name={`children-${holderId}`} value={children} />
            </label>
          </div>
        )}
        <button class="btn desk-take" name="take" value={holderId} aria-label={list.takeName(name)} hidden={!!checkin}>
          {list.take}
        </button>
        <button
          class="btn btn-quiet desk-undo"
          name="undo"
          value={checkin?.id ?? ''}
          aria-label={list.undoName(name)}
          hidden={!checkin}
        >
          {list.undo}
        </button>
      </div>
    </li>
  );
}

function WalkIns({
  t,
  path,
  door,
  walkIns,
}: {
  t: Messages;
  path: string;
  door: string;
  walkIns: readonly StoredCheckin[];
}) {
  const { walkIn, list, group } = t.checkins;
  return (
    <section class="section" aria-labelledby="ngoai-danh-sach">
      <h2 id="ngoai-danh-sach">{walkIn.title}</h2>
      <p class="hint">{walkIn.hint}</p>
      <form class="desk-walk-in" method="post" action={path} data-part="walk-in">
        <input type="hidden" name="id" value={randomUUID()} />
        <input type="hidden" name="door" value={door} />
        <div class="desk-numbers">
          <NumberField id="people" label={walkIn.people} value="1" />
          <NumberField id="children" label={walkIn.children} value="0" />
        </div>
        <TextInput id="name" label={walkIn.name} hint={walkIn.nameHint} maxLength={120} autocomplete="off" optional />
        <button class="btn btn-second" name="walk-in" value="1">
          <Icon name="plus" />
          {walkIn.add}
        </button>
      </form>
      <form method="post" action={path} data-part="walk-ins">
        <h3>{walkIn.added}</h3>
        <p class="soft" data-part="no-walk-ins" hidden={walkIns.length > 0}>
          {walkIn.none}
        </p>
        <ul class="desk-list" data-part="walk-in-list">
          {walkIns.map((checkin) => {
            const who = checkin.name ?? group(checkin.people, checkin.children);
            return (
              <li key={checkin.id} class="desk-row is-here">
                <div class="desk-who">
                  <p class="desk-name">{who}</p>
                  <p class="desk-state">
                    {checkin.name !== null && checkin.people + checkin.children > 1
                      ? `${group(checkin.people, checkin.children)} · `
                      : ''}
                    {list.here(formatTime(timeOf(checkin)), checkin.door)}
                  </p>
                </div>
                <button class="btn btn-quiet" name="undo" value={checkin.id} aria-label={list.undoName(who)}>
                  {list.undo}
                </button>
              </li>
            );
          })}
        </ul>
      </form>
    </section>
  );
}

function NumberField({ id, label, value }: { id: string; label: string; value: string }) {
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <input class="input" id={id} name={id} type="text" inputMode="numeric" value={value} autocomplete="off" />
    </div>
  );
}

/** Words of an entry without marks, as both the server and the island search them. */
function findKey({ name, detail, code }: RosterEntry): string {
  return unaccentedKey(`${name} ${detail} ${code}`);
}

/** Every word of the question begins a word of the entry. */
function matches(entry: RosterEntry, query: string): boolean {
  const words = ` ${findKey(entry)}`;
  return unaccentedKey(query)
    .split(' ')
    .every((word) => words.includes(` ${word}`));
}
