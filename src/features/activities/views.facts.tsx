/** What is in an activity, as facts and as a table of its sessions. */
import type { Messages } from '../../../messages/index.ts';
import { DateText, type Fact, formatMoney, NumberText, Section, Table } from '../../ui/index.ts';
import { timesOf } from './page-parts.tsx';
import type { ActivityScreen } from './service.read.ts';

/** Names and values of what was written. */
export function factsOf(t: Messages, screen: ActivityScreen): Fact[] {
  const { activity, kind } = screen;
  const words = t.activities.manage;
  const about: Fact[] = [
    {
      label: words.description,
      value: <span class="typed-text">{[activity.summary, activity.description].filter(Boolean).join('\n\n')}</span>,
    },
    ...(activity.coOrganisers.length === 0
      ? []
      : [{ label: words.coOrganisers, value: activity.coOrganisers.join('; ') }]),
    ...(activity.links.length === 0
      ? []
      : [
          {
            label: words.links,
            value: (
              <ul class="plain-list">
                {activity.links.map(({ url, label }) => (
                  <li key={url}>
                    <a href={url} rel="noopener nofollow">
                      {label || url}
                    </a>
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
  if (kind.isOutput) {
    return [
      { label: words.quantity, value: <NumberText value={activity.quantity} /> },
      { label: words.countedOn, value: <DateText day={activity.countedOn} /> },
      { label: words.place, value: activity.areaName },
      ...about,
    ];
  }
  const seats = [
    ...(activity.capacity === null ? [] : [words.seats(activity.capacity)]),
    ...(activity.onlineCapacity === null ? [] : [words.onlineSeats(activity.onlineCapacity)]),
  ];
  return [
    {
      label: words.place,
      value: (
        <>
          {t.activities.form[activity.form]}
          <br />
          {[activity.placeName, activity.address, activity.areaName].filter(Boolean).join(', ')}
        </>
      ),
    },
    ...(activity.onlineUrl === null
      ? []
      : [
          {
            label: words.online,
            value: (
              <a href={activity.onlineUrl} rel="noopener nofollow">
                {activity.onlineUrl}
              </a>
            ),
          },
        ]),
    {
      label: words.audiences,
      value: activity.audiences.map((each) => t.activities.audience[each]).join(', '),
    },
    {
      label: words.contact,
      value: [activity.contactName, activity.contactPhone, activity.contactEmail].filter(Boolean).join(', '),
    },
    {
      label: words.signup,
      value: activity.hasSignup
        ? words.signupFull(seats.length === 0 ? words.unlimited : seats.join(', '))
        : words.signupNone,
    },
    {
      label: words.cost,
      value: [activity.cost === 0 ? words.free : formatMoney(activity.cost, t.common), activity.costNote]
        .filter(Boolean)
        .join('. '),
    },
    ...(activity.accessibility.length === 0 && activity.accessibilityNote === ''
      ? []
      : [
          {
            label: t.activities.edit.more.accessibility,
            value: [
              ...activity.accessibility.map((each) => t.activities.accessibility[each]),
              activity.accessibilityNote,
            ]
              .filter(Boolean)
              .join(', '),
          },
        ]),
    ...about,
  ];
}

/** Its sessions, each with the way to its check-in. */
export function Sessions({ t, screen, root }: { t: Messages; screen: ActivityScreen; root: string }) {
  const { activity, sessions } = screen;
  const words = t.activities.manage;
  if (sessions.length === 0) return null;
  const edition = root.replace(/\/hoat-dong$/u, '');
  const hasCheckin = activity.status === 'published' && screen.mayCheckIn;
  return (
    <Section title={words.sessions}>
      <Table
        id="cac-buoi"
        caption={words.sessions}
        captionHidden
        layout="cards"
        rows={sessions}
        rowKey={({ no }) => no}
        columns={[
          { key: 'no', label: t.activities.after.session, header: true, cell: ({ no }) => t.activities.session(no) },
          {
            key: 'time',
            label: words.time,
            cell: (session) => (
              <>
                {timesOf(t, session.startsAt, session.endsAt)}
                {session.placeName !== null && <span class="soft"> {session.placeName}</span>}
              </>
            ),
          },
          ...(activity.confirmedAt === null
            ? []
            : [
                {
                  key: 'attendances',
                  label: words.attendances,
                  number: true,
                  cell: (session: (typeof sessions)[number]) => <NumberText value={session.attendances} />,
                },
              ]),
          {
            key: 'checkin',
            label: words.checkin,
            cell: (session) =>
              session.isCancelled ? (
                <span class="soft">{words.sessionCancelled}</span>
              ) : hasCheckin ? (
                <a href={`${edition}/diem-danh/activity/${activity.id}/${session.no}`}>{words.checkin}</a>
              ) : (
                <span class="soft">–</span>
              ),
          },
        ]}
      />
    </Section>
  );
}
