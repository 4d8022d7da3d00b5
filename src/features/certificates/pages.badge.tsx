/** One badge for people and programs, and checking a badge that somebody brings. No account, nothing kept. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { readBody } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { unitIdSchema } from '../../platform/ids/ids.ts';
import { Problem } from '../../platform/errors/problem.ts';
import {
  Actions,
  Button,
  DescriptionList,
  type Fact,
  FileDrop,
  formatDate,
  LinkButton,
  Notice,
  PageHead,
  Section,
} from '../../ui/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { ProofSection } from '../verification/index.ts';
import { ACHIEVEMENT_PATH, BADGE_PATH, badgeAddresses, ISSUER_PATH } from './certificate.ts';
import { download } from './download.ts';
import { ldJson, openPicture, openText, varying, wantedOf } from './negotiation.ts';
import { badgeName, fileNameOf } from './rules.ts';
import { bakedBadge, checkUpload, readBadge, readBadgePdf, readRevocations } from './service.public.ts';
import type { PublicBadge } from './store.public.ts';

/** Checking takes a worker's time: a school behind one address has room, a flood has not. */
const CHECKS = new RateLimit(30, 10 * 60_000);
const LARGEST_BADGE = 5 * 1024 * 1024;
const NOTICE = { valid: 'success', replaced: 'warning', withdrawn: 'error' } as const;
const FINDING = {
  valid: 'success',
  changed: 'error',
  foreign: 'info',
  unsigned: 'warning',
  'not-badge': 'error',
} as const;

export function badgePages(app: WebApp): void {
  app.get(BADGE_PATH, (c) => checkForm(c, null, 200));

  app.post(BADGE_PATH, async (c) => {
    const t = textsOf(c);
    const words = t.certificates.check;
    if (!CHECKS.allows(clientAddress(c), c.var.ctx.platform.clock.now().getTime())) {
      return checkForm(c, t.verification.tooOften, 429);
    }
    const { tep: file } = await readBody(c);
    if (!(file instanceof File) || file.size === 0 || file.size > LARGEST_BADGE) return checkForm(c, words.choose, 422);
    const answer = await checkUpload(c.var.ctx, new Uint8Array(await file.arrayBuffer()));
    return publicPage(c, { title: words.title, body: <CheckAnswer t={t} answer={answer} /> });
  });

  app.get(`${BADGE_PATH}/thu-hoi.json`, async (c) =>
    ldJson(c, await readRevocations(c.var.ctx, null), 'application/json'),
  );
  app.get(`${BADGE_PATH}/thu-hoi/:unit{[0-9]+\\.json}`, async (c) => {
    const unit = unitIdSchema.safeParse(c.req.param('unit').replace('.json', ''));
    if (!unit.success) throw new Problem('not-found');
    return ldJson(c, await readRevocations(c.var.ctx, unit.data), 'application/json');
  });

  app.get(`${BADGE_PATH}/:credential`, async (c) => {
    const [id = '', kind] = c.req.param('credential').split('.');
    const badge = await readBadge(c.var.ctx, id);
    const wanted = kind ?? wantedOf(c);
    switch (wanted) {
      case 'json':
        return ldJson(c, badge.credential);
      case 'jwt':
      case 'jws':
        return openText(c, badge.jwt, kind === undefined ? 'application/vc+jwt' : 'text/plain; charset=utf-8');
      case 'png':
        return openPicture(c, await bakedBadge(c.var.ctx.platform, badge));
      case 'pdf':
        return download(
          c,
          await readBadgePdf(c.var.ctx, badge),
          'application/pdf',
          fileNameOf(1, badge.recipient).slice(5),
        );
      case 'html': {
        const t = textsOf(c);
        return varying(
          publicPage(c, {
            title: t.certificates.badge.title,
            body: (
              <BadgePage t={t} badge={badge} address={badgeAddresses(c.var.ctx.platform.publicUrl()).credential(id)} />
            ),
          }),
        );
      }
      default:
        throw new Problem('not-found');
    }
  });
}

function checkForm(c: WebRequest, fault: string | null, status: 200 | 422 | 429): Response {
  const t = textsOf(c);
  const words = t.certificates.check;
  return publicPage(c, {
    title: words.title,
    status,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        {fault !== null && <Notice kind="error">{fault}</Notice>}
        <form method="post" action={BADGE_PATH} enctype="multipart/form-data" class="form">
          <FileDrop
            id="tep"
            label={words.file}
            accept={['.png', '.svg', '.json', '.jwt', '.jws']}
            limitBytes={LARGEST_BADGE}
          />
          <Actions>
            <Button icon="search">{words.submit}</Button>
            <LinkButton kind="quiet" href="/xac-minh">
              {words.toCode}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  });
}

function CheckAnswer({ t, answer }: { t: Messages; answer: Awaited<ReturnType<typeof checkUpload>> }): VNode {
  const words = t.certificates.check;
  const { check, badge } = answer;
  const told = words.findings[check.finding];
  const { credential } = check;
  return (
    <>
      <PageHead title={words.title} />
      {badge !== null && badge.status !== 'valid' && <StateNotice t={t} badge={badge} />}
      <Notice kind={FINDING[check.finding]} title={told.title}>
        {told.text}
      </Notice>
      {badge !== null && badge.status === 'valid' && <StateNotice t={t} badge={badge} />}
      {check.finding === 'valid' && badge === null && <Notice kind="warning">{words.unknown}</Notice>}
      {credential !== null && (
        <DescriptionList
          facts={[
            { label: words.name, value: credential.name ?? credential.credentialSubject.achievement?.name },
            { label: words.issuer, value: credential.issuer.name ?? credential.issuer.id },
          ]}
        />
      )}
      <Actions>
        {badge !== null && <LinkButton href={`${BADGE_PATH}/${badge.credentialId}`}>{words.link}</LinkButton>}
        <LinkButton kind="second" href={BADGE_PATH}>
          {words.again}
        </LinkButton>
      </Actions>
    </>
  );
}

function StateNotice({ t, badge }: { t: Messages; badge: PublicBadge }): VNode {
  const words = t.certificates.badge.state;
  const { status } = badge;
  return (
    <Notice kind={NOTICE[status]} title={words[status].title}>
      {status === 'valid' ? words.valid.text : words[status].text(formatDate(badge.statusSince))}
      {status !== 'valid' && badge.reason !== null && ` ${t.certificates.badge.becauseOf(badge.reason)}`}
    </Notice>
  );
}

function BadgePage({ t, badge, address }: { t: Messages; badge: PublicBadge; address: string }): VNode {
  const words = t.certificates.badge;
  const name = badgeName(badge.role, badge.title);
  const path = `${BADGE_PATH}/${badge.credentialId}`;
  const facts: Fact[] = [
    { label: words.who, value: <b>{badge.recipient}</b> },
    {
      label: words.what,
      value: <a href={`${ACHIEVEMENT_PATH}/${badge.achievementKey}`}>{badge.achievement.replaceAll('\n', ' ')}</a>,
    },
    { label: words.by, value: <a href={`${ISSUER_PATH}/${badge.unitId}`}>{badge.agency}</a> },
    { label: words.when, value: badge.datedOn === null ? null : formatDate(badge.datedOn) },
    { label: words.number, value: badge.printedNumber },
    {
      label: words.code,
      value: (
        <a href={`/xac-minh/${badge.code}`}>
          <code>{badge.code}</code>
        </a>
      ),
    },
    ...(badge.successor === null
      ? []
      : [{ label: words.newOne, value: <a href={`${BADGE_PATH}/${badge.successor}`}>{words.title}</a> }]),
  ];
  return (
    <>
      <PageHead title={name} eyebrow={words.title} />
      <StateNotice t={t} badge={badge} />
      <div class="badge-hero">
        <img
          src={`${ACHIEVEMENT_PATH}/${badge.achievementKey}.png`}
          alt={words.picture(name)}
          width={600}
          height={600}
        />
        <DescriptionList facts={facts} />
      </div>
      {badge.status === 'valid' && (
        <Section title={words.downloads} note={words.downloadsNote}>
          <Actions>
            <LinkButton icon="download" href={`${path}.pdf`} download>
              {words.pdf}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}.png`} download="huy-hieu.png">
              {words.png}
            </LinkButton>
          </Actions>
          <p class="badge-more">{words.wallet}</p>
          <details class="badge-more">
            <summary>{words.otherForms}</summary>
            <Actions>
              <LinkButton kind="quiet" href={`${path}.jwt`}>
                {words.jwt}
              </LinkButton>
              <LinkButton kind="quiet" href={`${path}.json`}>
                {words.json}
              </LinkButton>
            </Actions>
          </details>
        </Section>
      )}
      {badge.status === 'valid' && (
        <Section id="chia-se" title={words.share} note={words.shareNote}>
          <p class="certificate-name">
            <a href={path}>{address}</a>
          </p>
        </Section>
      )}
      {badge.status === 'valid' && <ProofSection t={t} proof={badge.proof} />}
      <Actions>
        <LinkButton kind="quiet" href={BADGE_PATH}>
          {words.check}
        </LinkButton>
      </Actions>
    </>
  );
}
