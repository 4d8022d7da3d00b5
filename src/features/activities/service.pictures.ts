/** Pictures as evidence and for the public: written anew, described in words, children only with their guardians' consent. */
import { appendAudit } from '../../platform/database/audit.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { ActivityId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import { keepPicture } from '../pictures/index.ts';
import { inActivities, mayActivity, requireActivity } from './access.ts';
import type { Activity } from './activity.ts';
import { subjectOf } from './service.parts.ts';
import {
  type ActivityPicture,
  deletePicture,
  findPicture,
  findPictures,
  forgetUnused,
  insertPicture,
  setCover,
  updatePicture,
} from './store.pictures.ts';

/** Enough to show what was done; an album belongs elsewhere. */
export const MOST_PICTURES = 30;

export interface PicturesScreen {
  readonly activity: Activity;
  readonly pictures: readonly ActivityPicture[];
  readonly mayWrite: boolean;
}

/** @throws Problem not-found, permission.denied */
export function readPictures(ctx: EditionContext, id: ActivityId): Promise<PicturesScreen> {
  return inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.read');
    return {
      activity,
      pictures: await findPictures(tx, activity),
      mayWrite: mayActivity(ctx, 'activity.write', activity),
    };
  });
}

/** The bytes of one of the activity's own pictures for who may work with it. @throws Problem not-found, permission.denied */
export function readOwnPicture(ctx: EditionContext, id: ActivityId, pictureId: number): Promise<ActivityPicture> {
  return inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.read');
    const picture = await findPicture(tx, activity, pictureId);
    if (!picture) throw new Problem('not-found');
    return picture;
  });
}

export interface PictureSaying {
  /** What is to be seen, for those who can't see it. */
  readonly alt: string;
  readonly hasChildren: boolean;
  readonly hasConsent: boolean;
  readonly isPublic: boolean;
}

/**
 * Adds a picture.
 * @throws Problem picture.unreadable, picture.too-large, picture.needs-consent, request.invalid (alt, too many), permission.denied
 */
export async function addPicture(
  ctx: EditionContext,
  id: ActivityId,
  bytes: Uint8Array,
  saying: PictureSaying,
): Promise<number> {
  refuseWithoutWords(saying);
  refuseWithoutConsent(saying);
  // Before the work is done: whoever may not add one does not keep a worker busy.
  await inActivities(ctx, (tx) => requireActivity(ctx, tx, id, 'activity.write'));
  const kept = await keepPicture(ctx.platform, bytes);
  return inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.write');
    if ((await findPictures(tx, activity)).length >= MOST_PICTURES) {
      throw new Problem('request.invalid', { fields: [{ field: 'tep', code: 'picture.too-many' }] });
    }
    await insertFileRows(tx, [kept.large, kept.small]);
    const pictureId = await insertPicture(
      tx,
      activity,
      {
        ...saying,
        sha256: kept.large.sha256,
        smallSha256: kept.small.sha256,
        width: kept.width,
        height: kept.height,
      },
      ctx.actor?.accountId ?? null,
    );
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.picture-add',
      subject: subjectOf(activity),
      after: { picture: pictureId, ...saying },
    });
    return pictureId;
  });
}

/** Changes what is said of a picture, or who sees it; one that is hidden is no cover any more. */
export async function changePicture(
  ctx: EditionContext,
  id: ActivityId,
  pictureId: number,
  saying: PictureSaying,
): Promise<void> {
  refuseWithoutWords(saying);
  refuseWithoutConsent(saying);
  await inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.write');
    const before = await findPicture(tx, activity, pictureId);
    if (!before) throw new Problem('not-found');
    await updatePicture(tx, activity, pictureId, saying);
    const isCover = activity.coverSha256 === before.sha256;
    if (isCover) await setCover(tx, activity, saying.isPublic ? { sha256: before.sha256, alt: saying.alt } : null);
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.picture-change',
      subject: subjectOf(activity),
      before: { picture: pictureId, isPublic: before.isPublic, hasConsent: before.hasConsent },
      after: { picture: pictureId, ...saying },
    });
  });
}

/** Makes a public picture the activity's own in lists. @throws Problem picture.needs-consent for one that is not public */
export async function chooseCover(ctx: EditionContext, id: ActivityId, pictureId: number): Promise<void> {
  await inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.write');
    const picture = await findPicture(tx, activity, pictureId);
    if (!picture) throw new Problem('not-found');
    if (!picture.isPublic) throw new Problem('picture.needs-consent');
    await setCover(tx, activity, picture);
  });
}

/** Removes a picture, and its bytes where nothing else shows them. */
export async function removePicture(ctx: EditionContext, id: ActivityId, pictureId: number): Promise<void> {
  const gone = await inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.write');
    const picture = await findPicture(tx, activity, pictureId);
    if (!picture) throw new Problem('not-found');
    if (activity.coverSha256 === picture.sha256) await setCover(tx, activity, null);
    await deletePicture(tx, activity, pictureId);
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.picture-remove',
      subject: subjectOf(activity),
      before: { picture: pictureId },
    });
    return withSystemSight(tx, (system) => forgetUnused(system, [picture.sha256, picture.smallSha256]));
  });
  for (const sha256 of gone) await ctx.platform.files.remove(sha256);
}

function refuseWithoutWords({ alt }: PictureSaying): void {
  if (alt === '') throw new Problem('request.invalid', { fields: [{ field: 'alt', code: 'required' }] });
}

/** Children who can be recognised are shown only where their guardians have agreed. */
function refuseWithoutConsent({ hasChildren, hasConsent, isPublic }: PictureSaying): void {
  if (isPublic && hasChildren && !hasConsent) throw new Problem('picture.needs-consent');
}
