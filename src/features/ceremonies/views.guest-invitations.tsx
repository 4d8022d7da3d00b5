/** Invitations: by mail, reminders, and the official letters. Who gets one stands there before anything goes out. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { Actions, Button, Form, formatNumber, LinkButton, Notice, PageHead, Section, Steps } from '../../ui/index.ts';
import { paperPath } from '../papers/index.ts';
import type { Recipient } from './rules.guests.ts';
import type { LetterScreen } from './service.guest-papers.ts';
import type { InvitationScreen } from './service.invitations.ts';

interface Props {
  readonly t: Messages;
  readonly screen: InvitationScreen;
  readonly letters: LetterScreen;
  readonly path: string;
}

export function InvitationPage({ t, screen, letters, path }: Props): VNode {
  const words = t.guests.invite;
  const self = `${path}/giay-moi`;
  const { waiting, toRemind, remindedLately, withoutMail, isOpen } = screen;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.guests.title, href: path }]} />
      {!isOpen && <Notice kind="warning">{words.notOpen}</Notice>}
      <Section title={words.byMail} note={words.byMailNote}>
        {waiting.length === 0 ? (
          <p>{words.noneWaiting}</p>
        ) : (
          <>
            <p>
              <b>{words.waiting(formatNumber(waiting.length))}</b>
            </p>
            <Recipients t={t} list={waiting} />
            {isOpen && (
              <Form action={`${self}/gui`}>
                <Actions>
                  <Button icon="calendar">{words.send(formatNumber(waiting.length))}</Button>
                </Actions>
              </Form>
            )}
          </>
        )}
        {withoutMail > 0 && <p class="soft">{words.withoutMail(formatNumber(withoutMail))}</p>}
      </Section>
      <Section title={words.remind} note={words.remindNote}>
        {toRemind.length === 0 ? (
          <p>{words.noneToRemind}</p>
        ) : (
          <>
            <p>
              <b>{words.toRemind(formatNumber(toRemind.length))}</b>
            </p>
            <Recipients t={t} list={toRemind} />
            {isOpen && (
              <Form action={`${self}/nhac`}>
                <Actions>
                  <Button kind="second" icon="calendar">
                    {words.sendReminder(formatNumber(toRemind.length))}
                  </Button>
                </Actions>
              </Form>
            )}
          </>
        )}
        {remindedLately.length > 0 && <p class="soft">{words.lately(formatNumber(remindedLately.length))}</p>}
      </Section>
      <Section id="cong-van" title={words.letters} note={words.lettersNote}>
        {letters.rows.length === 0 ? <p>{words.noRows}</p> : <Letters t={t} letters={letters} self={self} />}
      </Section>
    </>
  );
}

function Recipients({ t, list }: { t: Messages; list: readonly Recipient[] }) {
  return (
    <details class="guest-recipients" open={list.length <= 20}>
      <summary>{t.guests.invite.names}</summary>
      <ul>
        {list.map((one) => (
          <li key={`${one.kind}-${one.kind === 'group' ? one.group.id : one.guest.id}`}>
            {one.kind === 'group' ? one.group.label : (one.guest.name ?? one.group.label)}{' '}
            <span class="soft">{one.email}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Letters({ t, letters, self }: { t: Messages; letters: LetterScreen; self: string }) {
  const words = t.guests.invite;
  const { paperId, rows } = letters;
  return (
    <>
      <Steps steps={words.steps} current={paperId === null ? 0 : 1} />
      {paperId === null ? (
        <Form action={`${self}/van-ban`}>
          <Actions>
            <Button kind="second" icon="edit">
              {words.make}
            </Button>
          </Actions>
        </Form>
      ) : (
        <>
          <Actions>
            <LinkButton kind="second" icon="edit" href={paperPath(paperId)}>
              {words.open}
            </LinkButton>
            <form method="post" action={`${paperPath(paperId)}/tron/danh-sach`}>
              <input type="hidden" name="rows" value={JSON.stringify(rows)} />
              <Button kind="second">{words.merge(formatNumber(rows.length))}</Button>
            </form>
          </Actions>
          <form method="post" action={`${self}/van-ban`}>
            <Button kind="quiet">{words.makeAgain}</Button>
          </form>
        </>
      )}
      <p>
        <a href={`${self}/noi-nhan.xlsx`} download>
          {words.list}
        </a>
      </p>
    </>
  );
}
