/** "trang 3", "dòng 12": where a value stands in the original; a page of a PDF is opened there. */
import { formatNumber } from '../../../ui/index.ts';
import { spokenPlace } from '../rules.places.ts';
import type { SourceSpot } from '../rules.sources.ts';
import type { ReviewModel } from './model.ts';

export function PlaceNote({ model, spot }: { model: ReviewModel; spot: SourceSpot }) {
  const { place: words } = model.t;
  const { document } = model.review;
  const place = spokenPlace(spot, document.blocks.format);
  switch (place.is) {
    case 'line':
      return <span class="place-note">{words.line(place.from, place.to)}</span>;
    case 'paragraph':
      return <span class="place-note">{words.paragraph(place.from, place.to)}</span>;
    case 'block':
      return <span class="place-note">{words.block(place.n)}</span>;
    case 'table-cell':
      return <span class="place-note">{words.tableCell(place.n, place.row, place.column)}</span>;
    case 'sheet-cell':
      return <span class="place-note">{words.cell(place.sheet, place.cell)}</span>;
    case 'page':
      return (
        <a
          class="place-note"
          href={`/van-ban/${document.id}/tep-goc#page=${place.n}`}
          target="_blank"
          rel="noopener"
          title={words.onPage(formatNumber(String(place.across)), formatNumber(String(place.down)))}
        >
          {words.page(place.n)}
          <span class="hidden-text">
            , {words.onPage(formatNumber(String(place.across)), formatNumber(String(place.down)))}.{' '}
            {words.openAt(place.n)}
          </span>
        </a>
      );
  }
}
