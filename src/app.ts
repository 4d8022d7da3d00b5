/**
 * The composition root: the platform's web server with every feature's pages and jobs on it. Nothing else knows all
 * features; what one needs of another beyond its index is handed over here.
 */
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { accountsJobs, accountsPages, loadActor, SESSION_COOKIE } from './features/accounts/index.ts';
import { administrationPages } from './features/administration/index.ts';
import { DEMONSTRATION_PATH, demonstrationPages, loadDemonstration } from './features/demonstration/index.ts';
import { documentBlocks, documentPages, incomingFacts } from './features/documents/index.ts';
import { editionPages } from './features/editions/index.ts';
import {
  installationGate,
  installationJobs,
  installationPages,
  type Installers,
  isInstalled,
} from './features/installation/index.ts';
import { paperPages } from './features/papers/index.ts';
import { mergeJobs, mergePages } from './features/merges/index.ts';
import { campaignFacts } from './features/plans/index.ts';
import { planPages } from './features/plans/pages.tsx';
import { registerPages } from './features/register/index.ts';
import { reportJobs } from './features/reports/index.ts';
import { reportPages } from './features/reports/pages.tsx';
import { FLASH_COOKIE, homeLook, installPages, problemPage, problemTexts, shellPages } from './features/shell/index.ts';
import { signingJobs, signingPages } from './features/signing/index.ts';
import { installCountry, unitPages } from './features/units/index.ts';
import { verificationPages } from './features/verification/index.ts';
import {
  activityJobs,
  activityPages,
  readActivityAgenda,
  readActivitySteps,
  readWeekGlance,
} from './features/activities/index.ts';
import { organisationJobs, organisationPages, readOrganisationSteps } from './features/organisations/index.ts';
import { registrationJobs, registrationPages, registrationRoster } from './features/registrations/index.ts';
import { checkinJobs, checkinPages } from './features/checkins/index.ts';
import { ceremonyJobs, ceremonyPages, guestRoster, readCeremonySteps } from './features/ceremonies/index.ts';
import { contestJobs, contestPages, readContestSteps } from './features/contests/index.ts';
import { resourceJobs, resourcePages } from './features/resources/index.ts';
import {
  certificateOfCode,
  certificateJobs,
  certificateOfHolder,
  certificatePages,
} from './features/certificates/index.ts';
import { ceremonyHead, kitJobs, portalPages } from './features/portal/index.ts';
import { figurePages } from './features/figures/index.ts';
import { resultPages } from './features/results/index.ts';
import type { Platform } from './platform/context.ts';
import { Problem } from './platform/errors/problem.ts';
import { distFolder, serveAssets } from './platform/http/assets.ts';
import { compression } from './platform/http/compression.ts';
import { keptAnswers } from './platform/http/kept.ts';
import { operatorRoutes } from './platform/http/operator.ts';
import { shortWay } from './platform/http/visitor-pages.ts';
import { type Answered, createWeb, type WebApp } from './platform/http/web.ts';
import { mailRetentionJobs } from './platform/mail/mail-retention.ts';
import { createMetrics } from './platform/metrics/metrics.ts';
import { assetUrl, loadAssets } from './ui/index.ts';

export interface RunningApp {
  /** Where it listens: http://127.0.0.1:8080 */
  readonly url: string;
  /** Takes no new requests, lets running ones finish (10 s at most), then returns. */
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 10_000;

/** What the first run can put in. */
export const INSTALLERS: Installers = {
  countryPacks: [
    {
      key: 'vietnam',
      name: { vi: 'Việt Nam', en: 'Việt Nam' },
      install: async (platform) => {
        try {
          await installCountry(platform);
        } catch (error) {
          // A second run after a crash: the units are all there, or none are.
          if (!(error instanceof Problem && error.code === 'installation.finished')) throw error;
        }
      },
    },
  ],
  demonstration: loadDemonstration,
  demonstrationHref: DEMONSTRATION_PATH,
};

/** Every route of the product, without a socket: `app.request('/…')` in tests. */
export function createApp(platform: Platform, installers: Installers = INSTALLERS): WebApp {
  return appWithFigures(platform, installers).app;
}

function appWithFigures(
  platform: Platform,
  installers: Installers,
): { app: WebApp; answered: (answer: Answered) => void } {
  const metrics = createMetrics(platform);
  const answered = (answer: Answered): void => {
    metrics.answered(answer);
    platform.log.debug(answer, 'answered');
  };
  const app = createWeb({ platform, loadActor: (c) => loadActor(c, platform), problemPage, problemTexts, answered });
  app.use(compression());
  operatorRoutes(app, { platform, metrics, favicon: () => assetUrl('icon.svg') });
  const dist = distFolder();
  if (dist) {
    loadAssets(join(dist, 'manifest.json'));
    serveAssets(app, join(dist, 'assets'));
  }
  installPages(app);
  app.use(installationGate());
  installationPages(app, installers);
  shellPages(app);
  demonstrationPages(app);
  accountsPages(app);
  administrationPages(app);
  unitPages(app);
  documentPages(app);
  editionPages(app, { week: readWeekGlance });
  planPages(app, {
    activityAgenda: readActivityAgenda,
    agenda: [readActivitySteps, readCeremonySteps, readContestSteps, readOrganisationSteps],
  });
  reportPages(app);
  paperPages(app, { campaignFacts, documentBlocks });
  mergePages(app);
  signingPages(app);
  verificationPages(app, { certificateOfCode });
  registerPages(app, { incomingFacts });
  activityPages(app);
  organisationPages(app);
  registrationPages(app, {
    certificateOf: async (ctx, activityId, registrationId) =>
      (await certificateOfHolder(ctx, { activityId, registrationId }))[0] ?? null,
  });
  checkinPages(app, { activity: registrationRoster, ceremony: guestRoster });
  ceremonyPages(app, { headOfCeremony: ceremonyHead });
  contestPages(app);
  resourcePages(app);
  certificatePages(app);
  portalPages(app);
  figurePages(app);
  resultPages(app);
  return { app, answered };
}

/** What answers a socket: visitors by the short way or from what is kept, everybody else by the router. */
export function createListener(platform: Platform, installers: Installers = INSTALLERS): RequestListener {
  const { app, answered } = appWithFigures(platform, installers);
  const routed = getRequestListener(app.fetch);
  // What is the same for every visitor is made once in seconds, not once a visitor.
  const kept = keptAnswers({
    answer: (request, bindings) => app.fetch(request, bindings),
    shortWay: shortWay(app, { platform, isOpen: isInstalled, answered }),
    ...VISITORS_COOKIES,
  });
  return (request, response) => {
    if (!kept.handle(request, response)) void routed(request, response);
  };
}

/** Which cookies make an answer somebody's own, and which choose between answers for everybody. */
export const VISITORS_COOKIES = {
  ownCookies: [SESSION_COOKIE, FLASH_COOKIE],
  choiceCookies: ['ngon-ngu', 'theme'],
} as const;

/** Starts the features' jobs and the web server. */
export async function startApp(platform: Platform, installers: Installers = INSTALLERS): Promise<RunningApp> {
  const listener = createListener(platform, installers);
  // Asked for now, the colour of the home is known to the first page.
  homeLook(platform);
  await installationJobs(platform, installers);
  await accountsJobs(platform);
  await reportJobs(platform);
  await signingJobs(platform);
  await mergeJobs(platform);
  await activityJobs(platform);
  await registrationJobs(platform);
  await checkinJobs(platform);
  await ceremonyJobs(platform);
  await contestJobs(platform);
  await certificateJobs(platform);
  await kitJobs(platform);
  await organisationJobs(platform);
  await resourceJobs(platform);
  await mailRetentionJobs(platform);
  const server = createServer(listener);
  const { host, port } = platform.config;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        const limit = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS);
        // A browser keeps its connection open after the last answer; it is not waited for.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearTimeout(limit);
          clearInterval(sweep);
          resolve();
        });
      }),
  };
}
