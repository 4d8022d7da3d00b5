/** A document beside what was read from it. */
import { DescriptionList } from '../components/data.tsx';
import { Notice } from '../components/feedback.tsx';
import { ReviewLayout, SourceLink, SourceMark } from '../layouts/review.tsx';

export function ReviewSample() {
  return (
    <ReviewLayout
      document={
        <div class="stack">
          <p>
            <strong>
              <SourceMark id="vb-1">ỦY BAN NHÂN DÂN TỈNH SÔNG LAM</SourceMark>
            </strong>
            <br />
            Số: <SourceMark id="vb-2">215/KH-UBND</SourceMark>
          </p>
          <p>
            <strong>KẾ HOẠCH</strong>
            <br />
            Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026
          </p>
          <p>
            1. Thời gian: <SourceMark id="vb-3">từ ngày 01/10/2026 đến ngày 07/10/2026</SourceMark>.
          </p>
          <p>
            2. Các xã, phường gửi báo cáo về Sở Giáo dục và Đào tạo{' '}
            <SourceMark id="vb-4">trước ngày 08/10/2026</SourceMark> để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.
          </p>
        </div>
      }
      understood={
        <div class="stack">
          <Notice kind="warning" title="Cần xem lại một chỗ">
            Văn bản không ghi ngày ban hành.
          </Notice>
          <DescriptionList
            facts={[
              {
                label: 'Cơ quan ban hành',
                value: 'Ủy ban nhân dân tỉnh Sông Lam',
                action: <SourceLink to="vb-1" what="Cơ quan ban hành" />,
              },
              { label: 'Số, ký hiệu', value: '215/KH-UBND', action: <SourceLink to="vb-2" what="Số, ký hiệu" /> },
              { label: 'Ngày ban hành', value: null },
              { label: 'Tuần lễ', value: '01 – 07/10/2026', action: <SourceLink to="vb-3" what="Tuần lễ" /> },
              { label: 'Hạn báo cáo', value: '08/10/2026', action: <SourceLink to="vb-4" what="Hạn báo cáo" /> },
            ]}
          />
        </div>
      }
    />
  );
}
