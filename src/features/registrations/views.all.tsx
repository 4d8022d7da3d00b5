/** All sign-ups of one contact: what its mails lead to. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { Actions, Badge, EmptyState, LinkButton, List, PageHead, Section, type Tone } from '../../ui/index.ts';
import { whenText } from './mails.ts';
import type { AllMine } from './service.links.ts';
import type { RegistrationStatus } from './store.ts';

type One = AllMine['signUps'][number];

const TONE: Readonly<Record<RegistrationStatus, Tone>> = { confirmed: 'ok', waiting: 'warn', withdrawn: 'plain' };

export function AllPage({ t, all }: { t: Messages; all: AllMine }): VNode {
  const words = t.registrations.all;
  const ahead = all.signUps.filter(({ isOver }) => !isOver);
  const past = all.signUps.filter(({ isOver }) => isOver);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Section title={words.ahead}>
        {ahead.length === 0 ? (
          <EmptyState
            title={words.nothing}
            icon="calendar"
            actions={
              <LinkButton kind="second" icon="search" href="/hoat-dong">
                {t.registrations.device.find}
              </LinkButton>
            }
          >
            {words.nothingHint}
          </EmptyState>
        ) : (
          <SignUps t={t} of={ahead} />
        )}
      </Section>
      {past.length > 0 && (
        <Section title={words.past}>
          <SignUps t={t} of={past} />
        </Section>
      )}
      <Section title={words.calendar} note={words.calendarText}>
        <Actions>
          <LinkButton kind="second" icon="calendar" href={all.calendar.replace(/^https?:/u, 'webcal:')}>
            {words.subscribe}
          </LinkButton>
          <LinkButton kind="quiet" href={all.calendar}>
            {words.download}
          </LinkButton>
        </Actions>
        <p class="soft small all-address">{words.address}:</p>
        <p class="all-calendar">
          <code>{all.calendar}</code>
        </p>
      </Section>
    </>
  );
}

function SignUps({ t, of }: { t: Messages; of: readonly One[] }): VNode {
  return (
    <List
      items={of.map(({ registration, activity, token }) => ({
        key: registration.id,
        title: activity.title,
        href: `/dang-ky/${token}`,
        meta: [whenText(activity, t), t.registrations.party(registration.people, registration.children)],
        end:
          activity.status === 'cancelled' ? (
            <Badge tone="bad">{t.registrations.all.cancelled}</Badge>
          ) : (
            <Badge tone={TONE[registration.status]} open={registration.status === 'waiting'}>
              {t.registrations.statuses[registration.status]}
            </Badge>
          ),
      }))}
    />
  );
}
