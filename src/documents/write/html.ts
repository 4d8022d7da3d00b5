/**
 * A document model as an HTML fragment: the page to read without JavaScript and by a screen reader. Meaning by elements,
 * looks by classes (src/ui/styles/paper-view.css); no scripts, no inline styles, every word of the model escaped.
 */
import type { CertificateDoc, DocModel, DocPart, DocSignature, DocVerification, OfficeDoc } from './doc-model.ts';
import { bodyHtml, element, escapeHtml, type Heading, lines } from './html-body.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine, showsPlaceDate, words } from './messages.ts';
import { qrSvg } from './pdf/qr.ts';
import { annexLabel, annexReference, ended, listed, withoutEnd } from './wording.ts';

export interface HtmlOptions {
  /** Level of the paper's title among the headings of the page that it stands in; what is below follows on. */
  readonly headingLevel: 1 | 2 | 3;
}

/** The paper as one `<article>`. Pure. Throws RangeError for an address to check that is too long for a QR code. */
export function writeHtml(model: DocModel, options: HtmlOptions = { headingLevel: 2 }): string {
  const heading: Heading = (depth, className, content) =>
    element(`h${Math.min(6, options.headingLevel + depth)}`, className, content);
  const content = model.layout === 'certificate' ? certificateHtml(model, heading) : officeHtml(model, heading);
  const isWide = model.layout === 'certificate' || model.landscape;
  return `<article class="folio folio-${model.layout}${isWide ? ' folio-wide' : ''}" lang="vi">${content}</article>`;
}

function officeHtml(model: OfficeDoc, heading: Heading): string {
  const annexes = model.annexes.map((annex, index) => {
    const titles = [
      heading(1, 'folio-annex-label', escapeHtml(annexLabel(model, index))),
      annex.title === '' ? '' : element('p', 'folio-annex-title', lines(annex.title)),
      element('p', 'folio-annex-reference', lines(annex.reference ?? annexReference(model))),
    ].join('');
    const body = bodyHtml(annex.body, { heading, depth: 2, caption: annex.title });
    const inner = annex.document === null ? '' : partHtml(annex.document, null, heading, 2);
    return element('section', `folio-annex${annex.landscape ? ' folio-wide' : ''}`, titles + body + inner);
  });
  return partHtml(model, model.verification, heading, 0) + annexes.join('');
}

function partHtml(part: DocPart, verification: DocVerification | null, heading: Heading, depth: number): string {
  return [
    headHtml(part),
    titleHtml(part, heading, depth),
    addresseesHtml(part),
    basesHtml(part),
    bodyHtml(part.body, { heading, depth: depth + 1, caption: part.subject }),
    part.closing === null ? '' : element('p', 'folio-text', lines(ended(part.closing))),
    footHtml(part, verification),
  ].join('');
}

function headHtml(part: DocPart): string {
  const { head } = part;
  const agency =
    (head.parentAgency === null ? '' : element('p', 'folio-parent', lines(head.parentAgency))) +
    element('p', 'folio-agency-name', lines(head.agency));
  const nation = element('p', 'folio-nation-name', NATION) + element('p', 'folio-motto', MOTTO);
  const number =
    (isNumbered(head) ? element('p', 'folio-number', escapeHtml(numberLine(head.number, head.symbol))) : '') +
    (head.urgency === null ? '' : element('p', 'folio-urgency', escapeHtml(head.urgency)));
  const place = showsPlaceDate(part) ? dateHtml(head) : '';
  return element(
    'header',
    'folio-head',
    element('div', 'folio-agency', agency) +
      element('div', 'folio-nation', nation) +
      element('div', 'folio-number-box', number) +
      element('div', 'folio-date-box', place),
  );
}

function dateHtml(head: DocPart['head']): string {
  const text = escapeHtml(placeDateLine(head.place, head.date));
  const dated = head.date === null ? text : `<time datetime="${escapeHtml(head.date)}">${text}</time>`;
  return element('p', 'folio-date', dated);
}

/** A công văn has its subject under the number; here it is the heading all the same. */
function titleHtml(part: DocPart, heading: Heading, depth: number): string {
  if (part.type === null) return heading(depth, 'folio-letter-subject', lines(words.letterSubject(part.subject)));
  const subject = part.subject === '' ? '' : ` <span class="folio-subject">${lines(part.subject)}</span>`;
  return heading(depth, 'folio-title', `<span class="folio-type">${lines(part.type)}</span>${subject}`);
}

function addresseesHtml({ addressees, via }: DocPart): string {
  const [only] = addressees;
  if (only === undefined) return '';
  const through = via === null ? '' : element('p', 'folio-via', escapeHtml(words.via(withoutEnd(via))));
  if (addressees.length === 1)
    return element('p', 'folio-addressee', escapeHtml(`${words.addressedTo} ${withoutEnd(only)}`)) + through;
  const items = addressees.map((name, index) => itemHtml(name, index === addressees.length - 1));
  return (
    element(
      'div',
      'folio-addressees',
      element('p', '', words.addressedTo) + element('ul', 'folio-list', items.join('')),
    ) + through
  );
}

function basesHtml({ bases, enactment }: DocPart): string {
  const text = bases.map((basis, index) =>
    element('p', 'folio-basis', lines(listed(basis, index === bases.length - 1))),
  );
  const line = (words: string | undefined) =>
    words === undefined || words === '' ? '' : element('p', 'folio-enactment', lines(words));
  return line(enactment?.authority) + text.join('') + line(enactment?.verb);
}

function itemHtml(entry: string, isLast: boolean): string {
  return element('li', '', `<span class="folio-marker">-</span> ${lines(listed(entry, isLast))}`);
}

function footHtml(part: DocPart, verification: DocVerification | null): string {
  const items = part.recipients.map((name, index) => itemHtml(name, index === part.recipients.length - 1));
  const recipients =
    items.length === 0
      ? ''
      : element('p', 'folio-recipients-title', words.recipients) + element('ul', 'folio-list', items.join(''));
  const secretary = part.secretary === null ? '' : signatureHtml(part.secretary, 'folio-secretary');
  return element(
    'footer',
    `folio-foot${part.secretary === null ? '' : ' folio-foot-two'}`,
    secretary +
      element('div', 'folio-recipients', recipients + (verification === null ? '' : verificationHtml(verification))) +
      signatureHtml(part.signature, 'folio-signature'),
  );
}

function signatureHtml(signature: DocSignature, className: string): string {
  const said = [...signature.authority, signature.title].filter((line) => line !== '');
  const name = signature.name === null ? '' : element('p', 'folio-signer', lines(signature.name));
  return element('div', className, said.map((line) => element('p', 'folio-post', lines(line))).join('') + name);
}

function provenHtml({ proof, signature }: CertificateDoc): string {
  if (proof !== 'code') return signatureHtml(signature, 'folio-signed');
  return words.unsigned.map((line) => element('p', 'folio-unsigned', escapeHtml(line))).join('');
}

/** The address is a link only when it is one of the web. */
function verificationHtml({ code, url }: DocVerification): string {
  const address = /^https?:\/\//iu.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>` : escapeHtml(url);
  const [before = '', after = ''] = words.verificationAt('\0').split('\0');
  // A function, so that a "$" in the address is no pattern.
  const picture = qrSvg(url).replace(
    '<svg ',
    () => `<svg role="img" aria-label="${escapeHtml(words.verificationPicture(url))}" `,
  );
  return element(
    'div',
    'folio-check',
    element('div', 'folio-code', picture) +
      element(
        'div',
        'folio-check-words',
        element('p', '', escapeHtml(words.verificationCode(code))) +
          element('p', '', `${escapeHtml(before)}${address}${escapeHtml(after)}`),
      ),
  );
}

function certificateHtml(model: CertificateDoc, heading: Heading): string {
  const { head, recipient, verification } = model;
  const agency =
    (head.parentAgency === null ? '' : element('p', 'folio-parent', lines(head.parentAgency))) +
    element('p', 'folio-agency-name', lines(head.agency));
  const nation = element('p', 'folio-nation-name', NATION) + element('p', 'folio-motto', MOTTO);
  const number = isNumbered(head) ? element('p', 'folio-number', escapeHtml(numberLine(head.number, head.symbol))) : '';
  return [
    element('header', 'folio-head', element('div', 'folio-agency', agency) + element('div', 'folio-nation', nation)),
    heading(0, 'folio-certificate-title', lines(model.title)),
    model.presentation === '' ? '' : element('p', 'folio-presentation', lines(model.presentation)),
    element('p', 'folio-name', lines(recipient.name)),
    recipient.detail === null ? '' : element('p', 'folio-detail', lines(recipient.detail)),
    element('p', 'folio-reason', lines(model.reason)),
    element(
      'footer',
      'folio-foot',
      element('div', 'folio-recipients', number + (verification === null ? '' : verificationHtml(verification))) +
        element('div', 'folio-signature', dateHtml(head) + provenHtml(model)),
    ),
  ].join('');
}
