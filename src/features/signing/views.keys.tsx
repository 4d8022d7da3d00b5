/** Keys: the list, the form to add one, one key with its picture. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  ConfirmDialog,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  FileDrop,
  Form,
  formatDate,
  formatDateTime,
  LinkButton,
  List,
  Notice,
  NumberInput,
  PageHead,
  RadioGroup,
  Section,
  Select,
  TextInput,
  type Tone,
} from '../../ui/index.ts';
import { KEYS_PATH, keyPath, MANY_PATH } from './paths.ts';
import { type KeyState, keyStateAt, kindOf, USUAL_WIDTH } from './rules.ts';
import type { KeysOfUnit } from './service.keys.ts';
import type { SigningKey } from './store.ts';

const KEY_FILE_LIMIT = 256 * 1024;
const PICTURE_LIMIT = 2 * 1024 * 1024;

const TONE: Readonly<Record<KeyState, Tone>> = {
  'in-force': 'ok',
  'ends-soon': 'warn',
  ended: 'bad',
  'not-begun': 'warn',
};

export function KeyBadges({ t, item, now }: { t: Messages; item: SigningKey; now: Date }): VNode {
  const words = t.signing.keys;
  const state = keyStateAt(item.certificate, now);
  return (
    <span class="row">
      {item.certificate.trial && <Badge>{words.trial}</Badge>}
      {item.removedAt === null ? (
        <Badge tone={TONE[state]}>{words.state[state]}</Badge>
      ) : (
        <Badge open>{words.removed}</Badge>
      )}
    </span>
  );
}

export function KeysPage({ t, units, now }: { t: Messages; units: readonly KeysOfUnit[]; now: Date }): VNode {
  const words = t.signing.keys;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          units.some(({ keys }) => keys.length > 0) && (
            <LinkButton kind="second" href={MANY_PATH}>
              {words.signMany}
            </LinkButton>
          )
        }
      />
      {units.length === 0 && (
        <EmptyState title={words.nowhere} icon="person">
          {words.nowhereText}
        </EmptyState>
      )}
      {units.map(({ unit, keys, mayAdd }) => (
        <Section key={unit.unitId} title={unit.name}>
          <div class="stack">
            {keys.length === 0 ? (
              <p class="soft">
                {words.empty}. {mayAdd && words.emptyText}
              </p>
            ) : (
              <List
                items={keys.map((key) => ({
                  key: key.id,
                  title: key.label,
                  href: keyPath(key.id),
                  meta: [
                    kindOf(key) === 'seal' ? words.seal : words.own,
                    key.certificate.trial ? null : key.certificate.issuerName,
                    words.until(formatDate(key.certificate.validTo)),
                  ].filter((part) => part !== null),
                  end: <KeyBadges t={t} item={key} now={now} />,
                }))}
              />
            )}
            {mayAdd && (
              <Actions>
                <LinkButton
                  kind={keys.length === 0 ? 'main' : 'second'}
                  icon="plus"
                  href={`${KEYS_PATH}/them?don-vi=${unit.unitId}`}
                >
                  {units.length > 1 ? words.addTo(unit.name) : words.add}
                </LinkButton>
              </Actions>
            )}
          </div>
        </Section>
      ))}
    </>
  );
}

/** What was typed, by field; passwords are never shown again. */
export type TypedKey = Readonly<Record<string, string>>;

export function AddKeyPage(props: {
  t: Messages;
  units: readonly KeysOfUnit[];
  typed: TypedKey;
  errors: readonly FieldError[];
}): VNode {
  const { t, typed, errors } = props;
  const words = t.signing.add;
  const units = props.units.filter(({ mayAdd }) => mayAdd);
  const chosen = units.find(({ unit }) => String(unit.unitId) === typed['unit']) ?? units[0];
  const isTrial = typed['form'] === 'trial';
  const common = (prefix: string) => (
    <>
      {units.length > 1 ? (
        <Select
          id={`${prefix}unit`}
          name="unit"
          label={words.unit}
          value={String(chosen?.unit.unitId ?? '')}
          options={units.map(({ unit }) => ({ value: String(unit.unitId), label: unit.name }))}
        />
      ) : (
        <input type="hidden" name="unit" value={String(chosen?.unit.unitId ?? '')} />
      )}
      <RadioGroup
        id={`${prefix}owner`}
        name="owner"
        label={words.owner}
        value={typed['owner'] ?? 'person'}
        options={[
          { value: 'person', label: words.ownerOwn, hint: words.ownerOwnHint },
          { value: 'seal', label: words.ownerSeal, hint: words.ownerSealHint },
        ]}
      />
    </>
  );
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.signing.keys.title, href: KEYS_PATH }]} />
      <ErrorSummary errors={errors} />
      <Form action={`${KEYS_PATH}/them`} multipart>
        {common('')}
        <FileDrop
          id="tep"
          label={words.file}
          accept={['.p12', '.pfx']}
          limitBytes={KEY_FILE_LIMIT}
          error={errorOf(errors, 'tep')}
        />
        <TextInput
          id="password"
          type="password"
          label={words.password}
          hint={words.passwordHint}
          autocomplete="off"
          error={errorOf(errors, 'password')}
        />
        <TextInput
          id="label"
          label={words.label}
          hint={words.labelHint}
          value={isTrial ? '' : typed['label']}
          maxLength={120}
          optional
        />
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
      <Section id="dung-thu" title={words.trialTitle} note={words.trialText}>
        <Form action={`${KEYS_PATH}/dung-thu`}>
          {common('trial-')}
          <TextInput
            id="name"
            label={words.trialName}
            value={typed['name'] ?? ''}
            maxLength={200}
            error={errorOf(errors, 'name')}
          />
          <TextInput
            id="organisation"
            label={words.trialOrganisation}
            value={typed['organisation'] ?? chosen?.unit.name ?? ''}
            maxLength={200}
            optional
          />
          <TextInput
            id="trial-password"
            name="password"
            type="password"
            label={words.trialPassword}
            hint={words.trialPasswordHint}
            autocomplete="new-password"
            error={errorOf(errors, 'trial-password')}
          />
          <TextInput
            id="repeat"
            type="password"
            label={words.trialRepeat}
            autocomplete="new-password"
            error={errorOf(errors, 'repeat')}
          />
          <Actions>
            <Button kind="second">{words.trialSubmit}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  );
}

export function KeyPage(props: {
  t: Messages;
  item: SigningKey;
  mayChange: boolean;
  ownerName: string;
  now: Date;
  typedWidth: string | null;
  errors: readonly FieldError[];
}): VNode {
  const { t, item, mayChange, now, errors } = props;
  const words = t.signing.key;
  const { certificate } = item;
  const kind = kindOf(item);
  const state = keyStateAt(certificate, now);
  const lastDay = formatDate(certificate.validTo);
  const path = keyPath(item.id);
  return (
    <>
      <PageHead
        eyebrow={kind === 'seal' ? t.signing.keys.seal : t.signing.keys.own}
        title={item.label}
        crumbs={[{ label: t.signing.keys.title, href: KEYS_PATH }]}
        actions={<KeyBadges t={t} item={item} now={now} />}
      />
      <ErrorSummary errors={errors} />
      {state === 'ends-soon' && <Notice kind="warning">{words.endsSoon(lastDay)}</Notice>}
      {state === 'ended' && <Notice kind="error">{words.ended(lastDay)}</Notice>}
      <DescriptionList
        facts={[
          { label: words.name, value: certificate.name },
          { label: words.organisation, value: certificate.organisation },
          { label: words.issuer, value: certificate.trial ? words.trialIssuer : certificate.issuerName },
          {
            label: words.validity,
            value: t.verification.range(formatDate(certificate.validFrom), lastDay),
          },
          { label: words.strength, value: `${certificate.key.kind.toUpperCase()} ${certificate.key.bits} bit` },
          { label: words.serial, value: <code class="break">{certificate.serial}</code> },
          { label: words.fingerprint, value: <code class="break">{certificate.fingerprint}</code> },
          { label: words.owner, value: props.ownerName },
          { label: words.added, value: formatDateTime(item.createdAt) },
        ]}
      />
      <Section title={kind === 'seal' ? words.pictureSeal : words.pictureOwn} note={words.pictureNote}>
        <div class="stack">
          {item.markSha256 === null ? (
            <p class="soft">{kind === 'seal' ? words.noPictureSeal : words.noPictureOwn}</p>
          ) : (
            <figure class="key-picture">
              <img src={`${path}/anh`} alt={words.pictureAlt(item.label)} />
              <figcaption class="soft">
                {words.width}: {item.markWidth} {words.widthUnit}
              </figcaption>
            </figure>
          )}
          {mayChange && (
            <Form action={`${path}/anh`} multipart>
              <FileDrop
                id="anh"
                label={kind === 'seal' ? words.pictureSeal : words.pictureOwn}
                accept={['.png']}
                limitBytes={PICTURE_LIMIT}
                error={errorOf(errors, 'anh')}
              />
              <NumberInput
                id="width"
                label={words.width}
                hint={kind === 'seal' ? words.widthHint : undefined}
                unit={words.widthUnit}
                value={props.typedWidth ?? String(item.markWidth ?? USUAL_WIDTH[kind])}
                error={errorOf(errors, 'width')}
              />
              <Actions>
                <Button kind="second">{words.setPicture}</Button>
              </Actions>
            </Form>
          )}
        </div>
      </Section>
      {mayChange && (
        <Section title={words.remove} note={words.removeText}>
          <Form action={`${path}/thoi-dung`} islands={['confirm']} dialog="thoi-dung">
            <Actions>
              <Button kind="danger">{words.remove}</Button>
            </Actions>
          </Form>
          <ConfirmDialog id="thoi-dung" title={words.removeConfirm} confirmLabel={words.remove} danger>
            <p>{words.removeText}</p>
          </ConfirmDialog>
        </Section>
      )}
    </>
  );
}
