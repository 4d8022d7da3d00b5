/** /oai: the library for harvesters, OAI-PMH 2.0, by GET and POST. */
import { RateLimit } from '../../platform/http/rate-limit.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  BATCH,
  envelope,
  headerXml,
  identifierOf,
  idOf,
  OaiError,
  type OaiRequest,
  PREFIX,
  readRequest,
  recordXml,
  repositoryName,
  setSpec,
  stampOf,
  writeToken,
  xml,
} from './rules.oai.ts';
import { countRecords, findEarliest, findRecord, findRecords, findSets } from './store.oai.ts';

export const OAI_PATH = '/oai';
/** A harvester asks one thing after the other; who asks faster is told to wait, as the protocol foresees. */
const ASKED = new RateLimit(300, 60_000);
const WAIT_S = 20;
const LONGEST = 4_000;

export function oaiPages(app: WebApp): void {
  app.get(OAI_PATH, (c) => answer(c, new URL(c.req.url).searchParams));
  app.post(OAI_PATH, async (c) => {
    const body = await c.req.text();
    return answer(c, new URLSearchParams(body.length > LONGEST ? '' : body));
  });
}

async function answer(c: WebRequest, parameters: URLSearchParams): Promise<Response> {
  const { platform } = c.var.ctx;
  const now = platform.clock.now();
  if (!ASKED.allows(clientAddress(c), now.getTime())) {
    return c.text('', 503, { 'retry-after': String(WAIT_S) });
  }
  const baseUrl = `${platform.publicUrl()}${OAI_PATH}`;
  let repeated: Record<string, string> = {};
  let body: string;
  try {
    const request = readRequest(parameters);
    repeated = Object.fromEntries(parameters);
    body = await bodyOf(c, request, baseUrl);
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    if (error.code !== 'badVerb' && error.code !== 'badArgument') repeated = Object.fromEntries(parameters);
    body = `<error code="${error.code}">${xml(error.message)}</error>`;
  }
  return c.body(envelope(now, baseUrl, repeated, body), 200, {
    'content-type': 'text/xml; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

async function bodyOf(c: WebRequest, request: OaiRequest, baseUrl: string): Promise<string> {
  const { db, publicUrl, config, clock } = c.var.ctx.platform;
  const repository = repositoryName(publicUrl());
  const pageOf = (id: number) => `${publicUrl()}/hoc-lieu/${id}`;
  switch (request.verb) {
    case 'Identify': {
      const earliest = (await findEarliest(db.app)) ?? clock.now();
      return (
        `<Identify><repositoryName>Suốt Đời – Học liệu mở</repositoryName><baseURL>${xml(baseUrl)}</baseURL>` +
        `<protocolVersion>2.0</protocolVersion><adminEmail>${xml(emailOf(config.mailFrom, repository))}</adminEmail>` +
        `<earliestDatestamp>${stampOf(earliest)}</earliestDatestamp><deletedRecord>persistent</deletedRecord>` +
        '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>'
      );
    }
    case 'ListSets': {
      const sets = await findSets(db.app);
      return `<ListSets>${sets.map(({ set, name }) => `<set><setSpec>${setSpec(set)}</setSpec><setName>${xml(name)}</setName></set>`).join('')}</ListSets>`;
    }
    case 'ListMetadataFormats': {
      if (request.identifier !== null) await requireRecord(request.identifier);
      return (
        `<ListMetadataFormats><metadataFormat><metadataPrefix>${PREFIX}</metadataPrefix>` +
        '<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>' +
        '<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>'
      );
    }
    case 'GetRecord':
      return `<GetRecord>${recordXml(await requireRecord(request.identifier), request.identifier)}</GetRecord>`;
    case 'ListIdentifiers':
    case 'ListRecords': {
      const { selection, cursor } = request;
      const size = cursor?.size ?? (await countRecords(db.app, selection));
      const { records, last, hasMore } = await findRecords(db.app, selection, cursor, BATCH, pageOf);
      if (records.length === 0) throw new OaiError('noRecordsMatch', 'Nothing matches.');
      const write = request.verb === 'ListRecords' ? recordXml : headerXml;
      const given = (cursor?.given ?? 0) + records.length;
      const attributes = `completeListSize="${Math.max(size, given)}" cursor="${cursor?.given ?? 0}"`;
      // The last part of a list that came in parts says so with an empty token.
      const token =
        hasMore && last !== null
          ? `<resumptionToken ${attributes}>${writeToken(selection, { ...last, given, size })}</resumptionToken>`
          : cursor === null
            ? ''
            : `<resumptionToken ${attributes}/>`;
      const list = records.map((record) => write(record, identifierOf(repository, record.id))).join('');
      return `<${request.verb}>${list}${token}</${request.verb}>`;
    }
  }

  async function requireRecord(identifier: string) {
    const record = await findRecord(db.app, idOf(repository, identifier), pageOf);
    if (record === null) throw new OaiError('idDoesNotExist', `There is no record "${identifier}".`);
    return record;
  }
}

/** The address in "Suốt Đời <khong-tra-loi@…>"; the protocol takes none whose host is no domain name. */
function emailOf(from: string, repository: string): string {
  const address = /<([^<>]+)>/.exec(from)?.[1] ?? from;
  return /^\S+@(?:\S+\.)+\S+$/.test(address) ? address : `quan-tri@${repository}`;
}
