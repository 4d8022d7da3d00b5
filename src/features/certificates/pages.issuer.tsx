/** Who gives badges, with which keys, for what: pages for people, documents for verifiers. */
import type { WebApp } from '../../platform/http/web.ts';
import { unitFromPath } from '../editions/index.ts';
import { DescriptionList, PageHead } from '../../ui/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { ACHIEVEMENT_PATH, badgeAddresses, BADGE_PATH, ISSUER_PATH, KEY_PATH } from './certificate.ts';
import { ldJson, openPicture, varying, wantedOf } from './negotiation.ts';
import { badgeName, criteriaOf } from './rules.ts';
import {
  achievementDocument,
  issuerDocument,
  pictureOf,
  readAchievement,
  readIssuer,
  readJwk,
  readJwks,
} from './service.public.ts';

export function issuerPages(app: WebApp): void {
  app.get('/.well-known/jwks.json', async (c) => ldJson(c, await readJwks(c.var.ctx.platform), 'application/json'));

  app.get(`${KEY_PATH}/:kid`, async (c) =>
    ldJson(c, await readJwk(c.var.ctx.platform, c.req.param('kid')), 'application/json'),
  );

  app.get(`${ISSUER_PATH}/:unit`, async (c) => {
    const { platform } = c.var.ctx;
    const issuer = await readIssuer(c.var.ctx, unitFromPath(c));
    if (wantedOf(c) !== 'html') return ldJson(c, issuerDocument(issuer, platform));
    const words = textsOf(c).certificates.issuer;
    const revocations = badgeAddresses('').revocations(issuer.unitId);
    const answer = publicPage(c, {
      title: issuer.name,
      body: (
        <>
          <PageHead title={issuer.name} eyebrow={words.title} lead={words.lead} />
          <DescriptionList
            facts={[
              { label: words.name, value: issuer.name },
              { label: words.page, value: <a href={`/to-chuc/${issuer.unitId}`}>{words.pageLink}</a> },
              {
                label: words.keys,
                value: issuer.methods.map(({ id, publicKeyMultibase }) => (
                  <div key={id}>
                    <code class="break">{publicKeyMultibase}</code>
                  </div>
                )),
              },
              { label: words.revocations, value: <a href={revocations}>{revocations.slice(BADGE_PATH.length + 1)}</a> },
            ]}
          />
        </>
      ),
    });
    return varying(answer);
  });

  app.get(`${ACHIEVEMENT_PATH}/:achievement`, async (c) => {
    const asked = c.req.param('achievement');
    const key = asked.replace(/\.png$/u, '');
    const achievement = await readAchievement(c.var.ctx, key);
    const { platform } = c.var.ctx;
    if (asked !== key) return openPicture(c, await pictureOf(platform, achievement.role));
    if (wantedOf(c) !== 'html') return ldJson(c, achievementDocument(achievement, platform));
    const words = textsOf(c).certificates.achievement;
    const name = badgeName(achievement.role, achievement.title);
    const answer = publicPage(c, {
      title: name,
      body: (
        <>
          <PageHead title={name} lead={words.lead} />
          <div class="badge-hero">
            <img src={`${ACHIEVEMENT_PATH}/${key}.png`} alt="" width={600} height={600} />
            <DescriptionList
              facts={[
                { label: words.description, value: achievement.description.replaceAll('\n', ' ') },
                { label: words.criteria, value: criteriaOf(achievement.role) },
                {
                  label: words.issuer,
                  value: <a href={`${ISSUER_PATH}/${achievement.unitId}`}>{textsOf(c).certificates.issuer.title}</a>,
                },
              ]}
            />
          </div>
        </>
      ),
    });
    return varying(answer);
  });
}
