/** What was read along with a fact and is shown but not corrected: mail boxes of a due date, rooms with their guests. */
import { PlaceNote } from './place-note.tsx';
import type { ReviewModel } from './model.ts';

/** E-mail addresses that the document names for the due date of a row; nothing for a row that a person added. */
export function Mailboxes({ model, row }: { model: ReviewModel; row: number }) {
  const origin = model.fields[`deadlines.${row}.o`] ?? '';
  const found = /^\d+$/u.test(origin) ? model.review.document.reading.deadlines[Number(origin)]?.mailboxes : undefined;
  const spot = model.index.spotOf(`/deadlines/${origin}/mailboxes`);
  if (found === undefined || found.length === 0) return null;
  return (
    <p class="small read-along">
      {model.t.field.mailboxes}:{' '}
      {found.map((mailbox, index) => (
        <span key={mailbox}>
          {index > 0 && ', '}
          <strong>{mailbox}</strong>
        </span>
      ))}
      {spot !== null && (
        <>
          {' '}
          <PlaceNote model={model} spot={spot} />{' '}
          <a href={`#${spot.anchor}`} title={`“${spot.quote}”`}>
            {model.t.review.seeIn}
          </a>
        </>
      )}
    </p>
  );
}

/** Rooms and connected places of the ceremony with those who come there; nothing where the document names none. */
export function Sites({ model }: { model: ReviewModel }) {
  const { sites } = model.review.document.reading;
  const { t } = model;
  if (sites.length === 0) return null;
  return (
    <section class="read-along" aria-labelledby="sites-title">
      <h3 id="sites-title">{t.field.sites}</h3>
      <ul>
        {sites.map((site, index) => {
          const spot = model.index.spotOf(`/sites/${index}/name`);
          return (
            <li key={`${index} ${site.name}`}>
              {spot === null ? (
                <strong>{site.name}</strong>
              ) : (
                <a href={`#${spot.anchor}`} title={`“${spot.quote}”`}>
                  <strong>{site.name}</strong>
                </a>
              )}
              {site.guests.length > 0 && (
                <span class="small">
                  {' '}
                  ({t.field.guests(site.guests.length)}): {site.guests.join('; ')}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
