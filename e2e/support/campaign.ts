/**
 * A campaign put straight into the database of a running product: a province with districts and communes, a report form,
 * and people with a session each, so that a test of bad days needs no screens to get to them.
 */
import { join } from 'node:path';
import type { FormDefinition } from '../../src/documents/forms/definition.ts';
import { expectReports } from '../../src/features/reports/index.ts';
import { placeIn, readSecrets } from '../../src/platform/database/cluster.ts';
import { type Database, openDatabase } from '../../src/platform/database/connect.ts';
import { inTransaction, SYSTEM } from '../../src/platform/database/transaction.ts';
import type { EditionId, FormId } from '../../src/platform/ids/ids.ts';
import { makeEdition, type TestUnit } from '../../src/testing/edition.ts';
import { smallForm } from '../../src/testing/form-definition.ts';

export interface Campaign {
  readonly editionId: EditionId;
  readonly formId: FormId;
  readonly root: TestUnit;
  readonly path: string;
}

/** The database of a product, as its owner. Close it yourself. */
export function databaseOf(dataFolder: string): Database {
  const { owner, app, port } = readSecrets(placeIn(join(dataFolder, 'database')));
  const at = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${port}/suotdoi`;
  return openDatabase({ url: at('suotdoi_owner', owner), appUrl: at('suotdoi_app', app), max: 4 });
}

/** A form of twelve groups with four lines each: 48 cells, three sections. */
export function wideForm(): FormDefinition {
  const [template] = smallForm.groups[1]?.lines ?? [];
  if (!template) throw new Error('the small form has lost its second group');
  return {
    ...smallForm,
    groups: Array.from({ length: 12 }, (_, group) => ({
      number: String(group + 1),
      label: `Nhóm hoạt động ${group + 1}`,
      open: group === 1,
      place: template.place,
      lines: Array.from({ length: 4 }, (_unused, line) => {
        const key = `${group + 1}.${line + 1}`;
        const label = `Chỉ tiêu ${key}`;
        return { ...template, key, label, measures: template.measures.map((measure) => ({ ...measure, key, label })) };
      }),
    })),
  };
}

/** Opens a Week with the shape (units below the root, below each of those …) and marks the installation as done. */
export async function openCampaign(
  db: Database,
  shape: readonly number[],
  definition: FormDefinition = smallForm,
  year = 2022,
): Promise<Campaign> {
  const { editionId, root } = await makeEdition(db, shape, year);
  const levels = ['district', 'commune'].slice(0, shape.length);
  const { formId } = await inTransaction(db.app, SYSTEM, (tx) =>
    expectReports(tx, {
      editionId,
      definition,
      fileSha256: null,
      rootDueOn: null,
      expected: levels.map((level) => ({ level, unitId: null, dueOn: null, viaUnitId: null, viaLabel: null })),
    }),
  );
  await db.ownerPool.query('update installation set started_at = now(), finished_at = now() where finished_at is null');
  return { editionId, formId, root, path: `/tuan-le/${editionId}` };
}

/** A form posted as a browser without script does; redirects are not followed. */
export function post(
  url: string,
  who: { readonly cookie: string } | null,
  fields: Readonly<Record<string, string>> | FormData,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: who ? { cookie: who.cookie } : {},
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
  });
}

export function get(url: string, who: { readonly cookie: string } | null): Promise<Response> {
  return fetch(url, { redirect: 'manual', headers: who ? { cookie: who.cookie } : {} });
}
