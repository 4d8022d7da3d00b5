/** Signing one paper: what will be signed, with which key, and the states that were kept. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  Checkbox,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  LinkButton,
  List,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { PAPERS_PATH, paperPath } from '../papers/index.ts';
import { SignatureList } from '../verification/index.ts';
import { KEYS_PATH, signPath } from './paths.ts';
import { keyStateAt, kindOf, verdictOn } from './rules.ts';
import type { PaperState, SignScreen } from './service.sign.ts';
import type { SigningKey } from './store.ts';

export interface TypedSignature {
  readonly keyId: string;
  readonly place: string;
  readonly hasTimestamp: boolean;
}

export function SignPage(props: {
  t: Messages;
  screen: SignScreen;
  now: Date;
  typed: TypedSignature;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, errors } = props;
  const words = t.signing.sign;
  const { paper, states, conclusion } = screen;
  const newest = states.at(-1);
  const isSound = conclusion !== 'changed' && conclusion !== 'not-checkable';
  return (
    <>
      <PageHead
        eyebrow={t.papers.kinds[paper.kind]}
        title={words.title}
        lead={paper.title}
        crumbs={[
          { label: t.papers.title, href: PAPERS_PATH },
          { label: paper.title || t.papers.untitled, href: paperPath(paper.id) },
        ]}
        actions={
          screen.keys.length > 0 && (
            <LinkButton kind="quiet" href={KEYS_PATH}>
              {t.signing.keys.title}
            </LinkButton>
          )
        }
      />
      <ErrorSummary errors={errors} />
      <Section title={words.what}>
        <div class="stack">
          <DescriptionList
            facts={[
              { label: words.number, value: printedNumber(screen) },
              {
                label: words.since,
                value: isSound ? (states.length > 1 ? words.sinceSigned : words.sinceIssued) : words.sinceChanged,
              },
              { label: words.hash, value: <code class="break">{newest?.file.sha256}</code> },
            ]}
          />
          {newest !== undefined && (
            <Actions>
              <LinkButton kind="second" icon="download" href={`${paperPath(paper.id)}/tep/${newest.file.seq}`}>
                {words.open}
              </LinkButton>
            </Actions>
          )}
        </div>
      </Section>
      {isSound ? <Signing {...props} /> : <Notice kind="error">{words.sinceChanged}</Notice>}
      <Section title={words.states}>
        <List
          items={states.toReversed().map((state) => ({
            key: state.file.seq,
            title: state.record === null ? words.issuedState : words.signedBy(state.record.signer),
            href: `${paperPath(paper.id)}/tep/${state.file.seq}`,
            meta: metaOf(t, state),
          }))}
        />
      </Section>
      {states.length > 1 && (
        <Section title={words.facts} note={t.verification.conclusions[conclusion]}>
          <SignatureList t={t} verification={screen.verification} />
        </Section>
      )}
    </>
  );
}

function printedNumber({ paper }: SignScreen): string | null {
  const { number, symbol } = paper.model.head;
  return number === null ? null : `${number.padStart(2, '0')}/${symbol}`;
}

function metaOf(t: Messages, { file, record }: PaperState): string[] {
  const words = t.signing.sign;
  if (record === null) return [formatDateTime(file.madeAt)];
  return [
    formatDateTime(new Date(record.at)),
    record.kind === 'seal' ? words.seal : words.person,
    words.by(record.accountName),
    ...(record.trial ? [words.trial] : []),
    ...(record.hasTimestamp ? [words.withTimestamp] : []),
  ];
}

function Signing(props: {
  t: Messages;
  screen: SignScreen;
  now: Date;
  typed: TypedSignature;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, now, typed, errors } = props;
  const words = t.signing.sign;
  const { paper, keys, places, hasAuthority, maySign } = screen;
  if (paper.status !== 'issued') return <Notice kind="warning">{words.notIssued}</Notice>;
  if (!maySign) return <Notice>{words.mayNot}</Notice>;
  if (keys.length === 0) {
    return (
      <Notice title={words.noKeys}>
        <p>{words.noKeysText}</p>
        <p>
          <a href={`${KEYS_PATH}/them?don-vi=${paper.unitId}`}>{words.addKey}</a>
        </p>
      </Notice>
    );
  }
  const verdicts = new Map(keys.map((key) => [key.id, verdictFor(screen, key)]));
  const usable = keys.filter((key) => verdicts.get(key.id) === 'sign');
  if (!usable.some((key) => isInForce(key, now))) {
    return (
      <Notice title={words.noneNow}>
        <ul>
          {keys.map((key) => (
            <li key={key.id}>
              {key.label}: {hintOf(t, key, now, verdicts.get(key.id) ?? 'sign')}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  const chosen = keys.find(({ id }) => String(id) === typed.keyId) ?? usable[0];
  return (
    <Section title={words.title}>
      <div class="stack">
        <Form action={signPath(paper.id)}>
          <RadioGroup
            id="key"
            label={words.key}
            value={chosen === undefined ? undefined : String(chosen.id)}
            error={errorOf(errors, 'key')}
            options={keys.map((key) => ({
              value: String(key.id),
              label: key.label,
              hint: hintOf(t, key, now, verdicts.get(key.id) ?? 'sign'),
              disabled: verdicts.get(key.id) !== 'sign' || !isInForce(key, now),
            }))}
          />
          {places.length > 1 && (
            <RadioGroup
              id="place"
              label={words.place}
              value={typed.place}
              options={places.map((place) => ({ value: place, label: words.places[place] }))}
            />
          )}
          <TextInput
            id="password"
            type="password"
            label={words.password}
            hint={words.passwordHint}
            autocomplete="off"
            error={errorOf(errors, 'password')}
          />
          {hasAuthority && (
            <Checkbox
              id="timestamp"
              label={words.timestamp}
              hint={words.timestampHint}
              checked={typed.hasTimestamp}
              error={errorOf(errors, 'timestamp')}
            />
          )}
          <Actions>
            <Button>{words.submit}</Button>
          </Actions>
        </Form>
      </div>
    </Section>
  );
}

/** What the key could do at any of the places. */
function verdictFor({ states, places }: SignScreen, key: SigningKey): ReturnType<typeof verdictOn> {
  const records = states.flatMap(({ record }) => record ?? []);
  const asked = { kind: kindOf(key), fingerprint: key.certificate.fingerprint };
  const verdicts = (places.length === 0 ? (['signer'] as const) : places).map((place) =>
    verdictOn(asked, records, places, place),
  );
  return verdicts.find((verdict) => verdict === 'sign') ?? verdicts[0] ?? 'done';
}

function isInForce(key: SigningKey, now: Date): boolean {
  const state = keyStateAt(key.certificate, now);
  return state === 'in-force' || state === 'ends-soon';
}

function hintOf(t: Messages, key: SigningKey, now: Date, verdict: ReturnType<typeof verdictOn>): string {
  const words = t.signing;
  const state = keyStateAt(key.certificate, now);
  return [
    kindOf(key) === 'seal' ? words.keys.seal : words.keys.own,
    key.certificate.name,
    ...(key.certificate.trial ? [words.sign.trial] : []),
    ...(state === 'in-force' ? [] : [words.keys.state[state]]),
    ...(verdict === 'person-first' ? [words.sign.sealWarning] : []),
    ...(verdict === 'already' ? [words.sign.already] : []),
    ...(verdict === 'done' ? [t.problems.codes['signature.done'].title] : []),
  ].join(' · ');
}
