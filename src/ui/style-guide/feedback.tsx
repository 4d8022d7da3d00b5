/** Notices, states, steps, ways. */
import { Button, LinkButton } from '../components/button.tsx';
import { Timeline } from '../components/data.tsx';
import { Badge, EmptyState, Notice, Progress, Status, type StatusName } from '../components/feedback.tsx';
import { Field } from '../components/field.tsx';
import { Pagination, Steps, Tabs, Toolbar } from '../components/navigation.tsx';
import { useUi } from '../context.ts';

export function FeedbackSamples() {
  const { t } = useUi();
  const states = Object.keys(t.status) as StatusName[];
  return (
    <>
      <div class="stack">
        <Notice>Số liệu của đơn vị dưới được cộng ngay khi họ gửi.</Notice>
        <Notice kind="success">Đã lưu mọi ô lúc 14:05.</Notice>
        <Notice kind="warning" title="Hai mốc thời gian không khớp">
          Số liệu tính đến 10/10/2026, nhưng báo cáo phải gửi trước đó, ngày 08/10/2026.
        </Notice>
        <Notice kind="error" title="Không đọc được tệp">
          Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.
        </Notice>
      </div>
      <div class="row">
        {states.map((state) => (
          <Status key={state} of={state} />
        ))}
        <Badge tone="accent">Cấp xã</Badge>
      </div>
      <EmptyState
        icon="plan"
        title="Chưa có kế hoạch nào"
        actions={
          <LinkButton href="#thong-bao" icon="upload">
            Tải văn bản lên
          </LinkButton>
        }
      >
        Thả kế hoạch hoặc công văn của cấp trên vào đây; phần việc của đơn vị sẽ được đọc ra để bạn soát lại.
      </EmptyState>
    </>
  );
}

export function ProcessSamples() {
  return (
    <>
      <Steps steps={['Tải văn bản', 'Soát nội dung', 'Mở tuần lễ', 'Giao nhiệm vụ']} current={1} />
      <Tabs
        label="Các phần của báo cáo"
        tabs={[
          { label: 'Của đơn vị', href: '#cua-don-vi', current: true },
          { label: 'Tổng hợp', href: '#tong-hop' },
          { label: 'Bị trả lại', href: '#tra-lai', count: 2 },
          { label: 'Lịch sử', href: '#lich-su' },
        ]}
      />
      <Timeline
        entries={[
          { key: 1, day: '2026-09-18', state: 'done', title: 'Ban hành kế hoạch của xã', when: 'đã xong' },
          {
            key: 2,
            day: '2026-09-25',
            state: 'late',
            title: 'Gửi danh sách báo cáo viên',
            when: 'quá hạn 2 ngày',
            children: 'Gửi Phòng Văn hóa - Xã hội, qua thư điện tử',
          },
          { key: 3, day: '2026-10-01', title: 'Lễ khai mạc', when: '07:30, Thứ Năm' },
          { key: 4, day: '2026-10-08', title: 'Gửi báo cáo kết quả', when: 'còn 11 ngày' },
        ]}
      />
      <Progress
        id="da-nop"
        label={
          <>
            <span>Báo cáo đã gửi</span>
            <strong>42 trên 58 đơn vị</strong>
          </>
        }
        value={42}
        max={58}
      />
      <Toolbar
        action="#tien-trinh"
        end={
          <Button kind="second" icon="search">
            Tìm
          </Button>
        }
      >
        <Field id="tim" label="Tên đơn vị" class="field-grow">
          <input class="input" type="search" id="tim" name="q" />
        </Field>
        <Field id="loc" label="Tình trạng">
          <select class="input" id="loc" name="loc">
            <option>Tất cả</option>
            <option>Chưa gửi</option>
          </select>
        </Field>
      </Toolbar>
      <Pagination page={4} pageSize={25} total={3321} href={(page) => `#trang-${page}`} />
    </>
  );
}
