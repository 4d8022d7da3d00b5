/** One entry as those who run the contest see it: what came, who sent it, the decision, the prize; and its content as everybody sees it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  Notice,
  PageHead,
  Section,
  Select,
  Textarea,
} from '../../ui/index.ts';
import { managedContestPath, managedContestsPath } from './contest.ts';
import { EntryBadge, Prose } from './page-parts.tsx';
import { mayDecide, namesAuthor } from './rules.ts';
import type { EntryScreen } from './service.decide.ts';
import { maySayWho } from './store.entries.ts';

/** One entry: what came, who sent it, the decision, the prize. */
export function ManagedEntryPage(props: {
  t: Messages;
  screen: EntryScreen;
  /** The prize by points; undefined while nothing is judged. */
  prize: string | null | undefined;
  errors: readonly FieldError[];
  typed: Readonly<Record<string, string>>;
}): VNode {
  const { t, screen, errors, typed, prize } = props;
  const { contest, entry, files } = screen;
  const words = t.contests.manage;
  const base = managedContestPath(contest.editionId, contest.id);
  const path = `${base}/bai/${entry.id}`;
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: managedContestsPath(contest.editionId) },
          { label: contest.title, href: base },
        ]}
        title={entry.title}
        lead={t.contests.entryNo(entry.no)}
        actions={<EntryBadge t={t} status={entry.status} />}
      />
      <ErrorSummary errors={errors} />
      {entry.reason !== null && <Notice kind="warning">{t.contests.cancelledReason(entry.reason)}</Notice>}
      <DescriptionList
        facts={[
          {
            label: words.entryOf,
            value: [entry.author, entry.organisation].filter((part) => part !== '').join(', ') || '–',
          },
          {
            label: words.contact,
            value: (
              <>
                {entry.contact ?? words.noContact}
                {entry.isGuardian && <span class="soft contest-email">{words.guardian}</span>}
              </>
            ),
          },
          { label: t.contests.own.sentAt, value: formatDateTime(entry.sentAt) },
          ...(files.length > 0
            ? [{ label: words.consent, value: entry.hasConsent ? words.consentYes : words.consentNo }]
            : []),
        ]}
      />
      <EntryContentView t={t} title={entry.title} body={entry.body} files={files} path={path} />
      {contest.isBlind && <BlindNotices t={t} screen={screen} />}
      {mayDecide(contest.status, entry.status) && (
        <Section id="xet" title={words.decide}>
          <Form action={path}>
            <Textarea
              id="reason"
              label={words.refuseReason}
              hint={words.refuseHint}
              rows={2}
              value={typed['reason']}
              error={errorOf(errors, 'reason')}
              optional
            />
            <Actions>
              {entry.status !== 'admitted' && (
                <Button name="status" value="admitted" icon="check">
                  {words.admit}
                </Button>
              )}
              <Button name="status" value="refused" kind="danger">
                {words.refuse}
              </Button>
            </Actions>
          </Form>
        </Section>
      )}
      {contest.status === 'judging' && entry.status === 'admitted' && contest.prizes.length > 0 && (
        <Section id="giai" title={words.prizeTitle}>
          {entry.prizeReason === null ? (
            <p>{words.prizeNow(prize ?? words.prizeNone)}</p>
          ) : (
            <Notice kind="warning" title={entry.prize ?? words.prizeNone}>
              <p>{t.contests.cancelledReason(entry.prizeReason)}</p>
              <Form action={`${path}/giai`}>
                <Actions>
                  <Button kind="second" name="undo" value="1">
                    {words.prizeUndo}
                  </Button>
                </Actions>
              </Form>
            </Notice>
          )}
          <Form action={`${path}/giai`}>
            <Select
              id="prize"
              label={words.prizeChoose}
              empty={words.prizeNone}
              value={typed['prize'] ?? entry.prize ?? ''}
              error={errorOf(errors, 'prize')}
              options={contest.prizes.map(({ label }) => ({ value: label, label }))}
            />
            <Textarea
              id="prize-reason"
              label={words.prizeReason}
              rows={2}
              value={typed['prize-reason']}
              error={errorOf(errors, 'prize-reason')}
            />
            <Actions>
              <Button kind="second">{words.prizeSave}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

/** What would tell judges who sent the entry: for the organiser to see before it is taken. */
function BlindNotices({ t, screen: { entry, files } }: { t: Messages; screen: EntryScreen }): VNode {
  const words = t.contests.manage;
  const telling = files.filter(maySayWho).map(({ no }) => no);
  return (
    <>
      {namesAuthor(entry) && <Notice kind="warning">{words.namesAuthor}</Notice>}
      {telling.length > 0 && (
        <Notice kind="warning" title={words.telling(telling.join(', '))}>
          {words.tellingText}
        </Notice>
      )}
    </>
  );
}

/** Text, pictures and downloads of an entry. @param path where its files are: `${path}/tep/1` */
export function EntryContentView(props: {
  t: Messages;
  title: string;
  body: string;
  files: readonly { readonly no: number; readonly mediaType: string }[];
  path: string;
}): VNode {
  const { t, title, body, files, path } = props;
  const pictures = files.filter(({ mediaType }) => mediaType === 'image/webp');
  const downloads = files.filter(({ mediaType }) => mediaType !== 'image/webp');
  return (
    <div class="contest-entry">
      {body !== '' && <Prose text={body} />}
      {pictures.length > 0 && (
        <div class="contest-pictures">
          {pictures.map(({ no }) => (
            <img key={no} src={`${path}/tep/${no}`} alt={t.contests.picture(no, title)} loading="lazy" />
          ))}
        </div>
      )}
      {downloads.length > 0 && (
        <ul class="contest-downloads">
          {downloads.map(({ no }) => (
            <li key={no}>
              <a href={`${path}/tep/${no}`} download>
                {t.contests.pdf(no)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
