/** The screen with the code, and the page that it leads to. */
import type { Messages } from '../../../messages/index.ts';
import { qrSvg } from '../../documents/write/pdf/qr.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  formatTime,
  Island,
  LinkButton,
  Notice,
  PageHead,
  TextInput,
} from '../../ui/index.ts';
import { deskPath, selfPath } from './desk-input.ts';
import type { SelfCheckin } from './roster.ts';
import type { SelfAnswer } from './service.self.ts';

const SELF_MARGIN_MS = 60 * 60_000;

/** What stands on the screen for half a minute. */
export interface ScreenCode {
  /** Address of a picture (data:) with the whole address and the code in it. */
  readonly qr: string;
  /** "123 456" */
  readonly code: string;
  readonly leftMs: number;
}

export function screenOf(
  publicUrl: string,
  self: SelfCheckin,
  { code, leftMs }: { code: string; leftMs: number },
): ScreenCode {
  const svg = qrSvg(`${publicUrl}${selfPath(self)}?m=${code}`);
  const qr = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return { qr, code: `${code.slice(0, 3)} ${code.slice(3)}`, leftMs };
}

/** Big enough to be read and scanned from the back of a hall. */
export function ScreenPage(props: {
  t: Messages;
  self: SelfCheckin;
  screen: ScreenCode | null;
  publicUrl: string;
  /** After how long it is loaded anew where no script does it. */
  seconds: number;
}) {
  const { t, self, screen, publicUrl, seconds } = props;
  const { screen: texts, when } = t.checkins;
  const desk = deskPath(self);
  return (
    <main class="code-screen" id="noi-dung">
      <noscript>
        <meta http-equiv="refresh" content={String(seconds)} />
      </noscript>
      <div class="code-head">
        <p class="eyebrow">{texts.title}</p>
        <h1>{self.title}</h1>
        <p class="lead">{when(self.partName, formatDateTime(self.startsAt), '')}</p>
      </div>
      {screen === null ? (
        <Notice kind="info" title={t.checkins.self.notOpen}>
          {texts.closed}
        </Notice>
      ) : (
        <Island
          name="check-in-screen"
          props={{ source: `${desk}/man-hinh/ma`, leftMs: screen.leftMs }}
          class="code-body"
        >
          <img class="code-qr" src={screen.qr} alt={texts.qr} data-part="qr" />
          <div class="code-say">
            <p class="code-how">{texts.how}</p>
            <p>{texts.orType(`${publicUrl.replace(/^https?:\/\//u, '')}${selfPath(self)}`)}</p>
            <p class="code-digits">
              <span class="hidden-text">{texts.code}: </span>
              <output data-part="code">{screen.code}</output>
            </p>
            <p class="soft">{texts.changes}</p>
          </div>
        </Island>
      )}
      <p class="code-foot">
        <a href={desk}>{texts.back}</a>
      </p>
    </main>
  );
}

export interface SelfFields {
  readonly code: string;
  readonly token: string;
  readonly name: string;
  readonly people: string;
  readonly children: string;
}

/** First the code of the screen, unless the scanned address brought it; then who it is. */
export function SelfPage(props: {
  t: Messages;
  self: SelfCheckin;
  /** Null: the code is still to be given. */
  ticket: string | null;
  fields: SelfFields;
  errors: readonly FieldError[];
}) {
  const { t, self, ticket, fields, errors } = props;
  const { self: texts, when } = t.checkins;
  const path = selfPath(self);
  return (
    <div class="self-page">
      <PageHead
        eyebrow={texts.title}
        title={self.title}
        lead={when(self.partName, formatDateTime(self.startsAt), '')}
      />
      <ErrorSummary errors={errors} />
      {ticket === null ? (
        <Form action={path} method="get">
          <TextInput
            id="m"
            label={texts.code}
            hint={texts.codeHint}
            value={fields.code}
            error={errorOf(errors, 'm')}
            autocomplete="one-time-code"
            maxLength={7}
          />
          {fields.token !== '' && <input type="hidden" name="ai" value={fields.token} />}
          <Actions>
            <Button>{texts.next}</Button>
          </Actions>
        </Form>
      ) : (
        <Form action={path}>
          <input type="hidden" name="ticket" value={ticket} />
          <TextInput
            id="token"
            label={texts.token}
            hint={texts.tokenHint}
            value={fields.token}
            error={errorOf(errors, 'token')}
            autocomplete="off"
            maxLength={300}
            optional
          />
          <TextInput
            id="name"
            label={texts.name}
            hint={texts.nameHint}
            value={fields.name}
            error={errorOf(errors, 'name')}
            autocomplete="name"
            maxLength={120}
            optional
          />
          <div class="desk-numbers">
            <TextInput id="people" label={texts.people} value={fields.people} error={errorOf(errors, 'people')} />
            <TextInput
              id="children"
              label={texts.children}
              value={fields.children}
              error={errorOf(errors, 'children')}
            />
          </div>
          <p class="hint">{texts.onlyCounted}</p>
          <Actions>
            <Button>{texts.submit}</Button>
          </Actions>
        </Form>
      )}
    </div>
  );
}

export function SelfClosedPage({ t, self }: { t: Messages; self: SelfCheckin }) {
  const { self: texts, when } = t.checkins;
  const from = formatDateTime(new Date(self.startsAt.getTime() - SELF_MARGIN_MS));
  return (
    <div class="self-page">
      <PageHead
        eyebrow={texts.title}
        title={self.title}
        lead={when(self.partName, formatDateTime(self.startsAt), '')}
      />
      <Notice kind="warning" title={texts.notOpen}>
        {texts.notOpenText(from)}
      </Notice>
    </div>
  );
}

export function SelfDonePage({
  t,
  self,
  answer,
  again,
}: {
  t: Messages;
  self: SelfCheckin;
  answer: SelfAnswer;
  again: string;
}) {
  const { self: texts, when, group } = t.checkins;
  const who = [answer.name, group(answer.people, answer.children)].filter(Boolean).join(', ');
  const time = answer.at === null ? '' : formatTime(answer.at);
  const said =
    answer.outcome === 'taken'
      ? { kind: 'success' as const, title: texts.taken, text: texts.takenText(who, time) }
      : answer.outcome === 'already'
        ? { kind: 'info' as const, title: texts.already, text: texts.alreadyText(who, time) }
        : { kind: 'warning' as const, title: texts.undone, text: texts.undoneText };
  return (
    <div class="self-page">
      <PageHead
        eyebrow={texts.title}
        title={self.title}
        lead={when(self.partName, formatDateTime(self.startsAt), '')}
      />
      <Notice kind={said.kind} title={said.title} live>
        {said.text}
      </Notice>
      <Actions>
        <LinkButton kind="second" href={`${selfPath(self)}?ve=${encodeURIComponent(again)}`}>
          {texts.another}
        </LinkButton>
      </Actions>
    </div>
  );
}
