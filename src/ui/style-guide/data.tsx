/** Figures, lists, tables, trees. */
import { Card, DescriptionList, Figures, List } from '../components/data.tsx';
import { Status, type StatusName } from '../components/feedback.tsx';
import { NumberCell } from '../components/cells.tsx';
import { Table, TableFrame, TreeTableRow } from '../components/table.tsx';
import { DateText, DueText, Money, NumberText } from '../components/values.tsx';

const TODAY = '2026-09-27';

type Row = { name: string; classes: number | null; visits: number; money: string; due: string; status: StatusName };

const ROWS: readonly Row[] = [
  { name: 'Xã Sông Lam', classes: 12, visits: 4111, money: '18500000', due: '2026-10-08', status: 'draft' },
  { name: 'Phường Bến Nghé Cũ', classes: 48, visits: 12480, money: '126000000', due: '2026-09-25', status: 'late' },
  { name: 'Xã Đồng Cỏ May', classes: null, visits: 980, money: '0', due: '2026-09-29', status: 'returned' },
  { name: 'Thị trấn Lũng Mây', classes: 7, visits: 1250, money: '7250000', due: '2026-10-08', status: 'accepted' },
];

export function DataSamples() {
  return (
    <div class="stack-l">
      <Figures
        figures={[
          { label: 'Đơn vị đã gửi báo cáo', value: '42', note: 'trên 58' },
          { label: 'Lượt người tham gia', value: <NumberText value={186015} /> },
          { label: 'Lớp chuyên đề', value: <NumberText value={1274} /> },
          { label: 'Kinh phí', value: '2,5', note: 'tỷ đồng' },
        ]}
      />
      <Table
        id="bang-don-vi"
        caption="Báo cáo của các đơn vị"
        layout="cards"
        rows={ROWS}
        rowKey={(row) => row.name}
        columns={[
          {
            key: 'name',
            label: 'Đơn vị',
            header: true,
            cell: (row) => <a href="#du-lieu">{row.name}</a>,
            foot: 'Cộng',
          },
          {
            key: 'classes',
            label: 'Lớp',
            number: true,
            cell: (row) => <NumberText value={row.classes} />,
            foot: <NumberText value={67} />,
          },
          {
            key: 'visits',
            label: 'Lượt người',
            number: true,
            cell: (row) => <NumberText value={row.visits} />,
            foot: <NumberText value={18821} />,
          },
          {
            key: 'money',
            label: 'Kinh phí',
            number: true,
            cell: (row) => <Money value={row.money} />,
            foot: <Money value="151750000" />,
          },
          {
            key: 'due',
            label: 'Hạn gửi',
            cell: (row) => <DueText due={row.due} today={TODAY} done={row.status === 'accepted'} />,
          },
          { key: 'status', label: 'Tình trạng', cell: (row) => <Status of={row.status} /> },
        ]}
      />
      <TableFrame id="bang-cay" caption="Tổng hợp theo cấp">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col" class="is-number">
              Riêng
            </th>
            <th scope="col" class="is-number">
              Các đơn vị dưới
            </th>
            <th scope="col" class="is-number">
              Cộng
            </th>
          </tr>
        </thead>
        <tbody>
          {TREE.map(([depth, name, own, below, open]) => (
            <TreeTableRow
              key={name}
              depth={depth}
              name={name}
              href="#bang-cay"
              toggle={open === null ? undefined : { href: '#bang-cay', open }}
            >
              <td class="is-number">{own}</td>
              <td class="is-number">{below}</td>
              <td class="is-number">
                <strong>{own + below}</strong>
              </td>
            </TreeTableRow>
          ))}
        </tbody>
      </TableFrame>
      <EntrySample />
      <List
        items={[
          {
            key: 1,
            title: 'Lập kế hoạch của xã từ kế hoạch của tỉnh',
            href: '#du-lieu',
            meta: ['Giao bởi Sở Giáo dục và Đào tạo', <DueText key="due" due="2026-09-29" today={TODAY} />],
            end: <Status of="inProgress" />,
          },
          {
            key: 2,
            title: 'Sửa 2 ô bị trả lại trong báo cáo nhanh',
            href: '#du-lieu',
            meta: ['Trả lại bởi Trần Văn Bình', <DueText key="due" due="2026-09-25" today={TODAY} />],
            end: <Status of="returned" />,
          },
          {
            key: 3,
            title: 'Treo băng rôn tại cổng trụ sở',
            meta: ['Phối hợp', <DateText key="day" day="2026-09-30" />],
            end: <Status of="notStarted" />,
          },
        ]}
      />
      <DescriptionList
        facts={[
          { label: 'Cơ quan ban hành', value: 'Ủy ban nhân dân tỉnh Sông Lam', action: <a href="#du-lieu">Sửa</a> },
          { label: 'Số, ký hiệu', value: '215/KH-UBND', action: <a href="#du-lieu">Sửa</a> },
          { label: 'Tuần lễ', value: '01 – 07/10/2026', action: <a href="#du-lieu">Sửa</a> },
          { label: 'Lễ khai mạc', value: null, action: <a href="#du-lieu">Thêm</a> },
        ]}
      />
      <div class="grid">
        <Card title="Bắt đầu từ một văn bản" href="#du-lieu" icon="upload">
          <p class="soft">Thả kế hoạch của cấp trên, soát lại rồi mở tuần lễ.</p>
        </Card>
        <Card title="Nạp bản trình diễn" href="#du-lieu" icon="units">
          <p class="soft">Một tỉnh mẫu với hai cấp bên dưới để dùng thử.</p>
        </Card>
      </div>
    </div>
  );
}

const TREE: readonly [number, string, number, number, boolean | null][] = [
  [0, 'Tỉnh Sông Lam', 14, 53, true],
  [1, 'Xã Sông Lam', 12, 30, true],
  [2, 'Trường THCS Nguyễn Trãi', 18, 0, null],
  [2, 'Trung tâm học tập cộng đồng', 12, 0, null],
  [1, 'Xã Đồng Cỏ May', 4, 7, false],
];

const ENTRIES: readonly { id: string; label: string; own: string; below: number; error?: string; returned?: string }[] =
  [
    { id: 'o-1', label: '1. Số lớp chuyên đề đã tổ chức', own: '12', below: 55 },
    {
      id: 'o-2',
      label: '2. Lượt người tham gia lớp chuyên đề',
      own: '1,250',
      below: 14710,
      error: 'Có thể hiểu hai cách',
    },
    {
      id: 'o-3',
      label: '3. Số băng rôn, áp phích đã treo',
      own: '940',
      below: 61,
      returned: 'Gấp mười lần năm trước, xin xem lại',
    },
    { id: 'o-4', label: '4. Số tủ sách được bổ sung', own: '', below: 3 },
  ];

function EntrySample() {
  return (
    <TableFrame id="bang-nhap" caption="Kết quả bằng số" layout="entry">
      <thead>
        <tr>
          <th scope="col">Chỉ tiêu</th>
          <th scope="col" class="is-number" id="cot-rieng">
            Riêng của xã
          </th>
          <th scope="col" class="is-number">
            Các đơn vị dưới
          </th>
        </tr>
      </thead>
      <tbody>
        <tr class="is-group">
          <th colSpan={3} scope="rowgroup">
            I. Hoạt động trong tuần lễ
          </th>
        </tr>
        {ENTRIES.map(({ id, label, own, below, error, returned }) => (
          <tr key={id}>
            <th scope="row" id={`${id}-ten`}>
              {label}
            </th>
            <td class="is-number" data-label="Riêng của xã">
              <NumberCell id={id} value={own} labelledBy={`${id}-ten cot-rieng`} error={error} returned={returned} />
            </td>
            <td class="is-number" data-label="Các đơn vị dưới">
              <NumberText value={below} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
