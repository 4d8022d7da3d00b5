import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { NumberInput, Select, TextInput } from './field.tsx';
import { ErrorSummary, errorOf, Form } from './form.tsx';
import { Pagination, pagesToShow, Steps } from './navigation.tsx';
import { Table } from './table.tsx';
import { DueText, Money, NumberText } from './values.tsx';
import { UiContext, uiFor } from '../context.ts';

describe('fields', () => {
  it('tie hint and error to the control and keep what was typed', () => {
    const html = renderToString(
      <NumberInput id="lop" label="Số lớp" hint="Cả năm" error="Không phải số" value="12 lớp" />,
    );
    expect(html).toContain('for="lop"');
    expect(html).toContain('value="12 lớp"');
    expect(html).toContain('aria-describedby="lop-hint lop-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('inputmode="decimal"');
  });

  it('say when they may stay empty', () => {
    expect(renderToString(<TextInput id="a" label="Ghi chú" optional />)).toContain('(không bắt buộc)');
    expect(renderToString(<TextInput id="a" label="Ghi chú" />)).toContain('aria-required="true"');
  });

  it('choose the given option', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    expect(renderToString(<Select id="s" label="S" options={options} value="b" />)).toContain(
      '<option value="b" selected>B',
    );
  });
});

describe('forms', () => {
  it('carry the key of a repeat and the version they were based on', () => {
    const html = renderToString(
      <Form action="/bao-cao/1" version={7}>
        x
      </Form>,
    );
    expect(html).toContain('name="_version" value="7"');
    expect(html).not.toContain('data-island');
  });

  it('list every error with a way to its field, and nothing where there is none', () => {
    const errors = [{ field: 'lop', message: 'Chưa nhập số lớp' }];
    expect(renderToString(<ErrorSummary errors={errors} />)).toContain('<a href="#lop">Chưa nhập số lớp</a>');
    expect(renderToString(<ErrorSummary errors={[]} />)).toBe('');
    expect([errorOf(errors, 'lop'), errorOf(errors, 'khac')]).toEqual(['Chưa nhập số lớp', undefined]);
  });
});

describe('tables', () => {
  const columns = [
    {
      key: 'name',
      label: 'Đơn vị',
      header: true,
      cell: (row: { name: string; sum: number }) => row.name,
      foot: 'Cộng',
    },
    { key: 'sum', label: 'Lượt', number: true, cell: (row: { name: string; sum: number }) => row.sum, foot: 3 },
  ];
  const table = (rows: { name: string; sum: number }[]) =>
    renderToString(
      <Table
        id="t"
        caption="Báo cáo"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        empty={<p>Chưa có</p>}
      />,
    );

  it('name rows, columns and the region', () => {
    const html = table([{ name: 'Xã A', sum: 3 }]);
    expect(html).toContain('<th scope="row">Xã A</th>');
    expect(html).toContain('<td class="is-number" data-label="Lượt">3</td>');
    expect(html).toContain('aria-labelledby="t"');
    expect(html).toContain('<tfoot>');
  });

  it('give way to the empty state', () => {
    expect(table([])).toBe('<p>Chưa có</p>');
  });
});

describe('navigation', () => {
  it.each([
    [1, 1, [1]],
    [1, 5, [1, 2, 5]],
    [4, 133, [1, 3, 4, 5, 133]],
    [133, 133, [1, 132, 133]],
  ])('page %i of %i links to %j', (page, last, expected) => {
    expect(pagesToShow(page, last)).toEqual(expected);
  });

  it('shows no pages where one is enough', () => {
    expect(renderToString(<Pagination page={1} pageSize={25} total={25} href={String} />)).toBe('');
  });

  it('marks the step one is at', () => {
    expect(renderToString(<Steps steps={['A', 'B']} current={1} />)).toContain('<li aria-current="step">B');
  });
});

describe('values', () => {
  it('tell nothing entered from zero', () => {
    expect(renderToString(<NumberText value={0} />)).toContain('>0<');
    expect(renderToString(<NumberText value={null} />)).toContain('Chưa có');
  });

  it('speak the language of the page', () => {
    const html = renderToString(
      <UiContext.Provider value={uiFor('en')}>
        <DueText due="2026-10-02" today="2026-10-01" />
        <Money value="1000" />
      </UiContext.Provider>,
    );
    expect(html).toContain('02/10/2026');
    expect(html).toContain('1 day left');
    expect(html).toContain('1.000\u00a0đ');
  });
});
