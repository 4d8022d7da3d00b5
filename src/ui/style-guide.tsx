/**
 * Every component in every state, on one page (served at /_giao-dien). It is looked at by people on a phone and on a
 * desk, and by axe in the browser tests. Sample texts are invented.
 */
import type { ComponentChildren } from 'preact';
import { LinkButton } from './components/button.tsx';
import { PageHead, Section } from './layouts/page.tsx';
import { Shell, ThemeSwitch } from './layouts/shell.tsx';
import { DataSamples } from './style-guide/data.tsx';
import { FeedbackSamples, ProcessSamples } from './style-guide/feedback.tsx';
import { FormSamples } from './style-guide/forms.tsx';
import { ReviewSample } from './style-guide/review.tsx';
import { Colors, Type } from './style-guide/basics.tsx';

export type StyleGuideProps = { themeAction: string; languageHref: string };

export function StyleGuide(props: StyleGuideProps) {
  return (
    <Shell
      {...props}
      nav={[
        { label: 'Việc hôm nay', short: 'Việc', href: '#hom-nay', icon: 'home', current: true, count: 3 },
        { label: 'Kế hoạch', href: '#ke-hoach', icon: 'plan' },
        { label: 'Nhiệm vụ', href: '#nhiem-vu', icon: 'task' },
        { label: 'Báo cáo', href: '#bao-cao', icon: 'report', count: 12 },
        { label: 'Đơn vị', href: '#don-vi', icon: 'units' },
        { label: 'Hoạt động', href: '#hoat-dong', icon: 'calendar' },
      ]}
      context={{ title: 'Tuần lễ năm 2026', detail: 'Phòng Văn hóa - Xã hội, xã Sông Lam', switchHref: '#doi' }}
      account={{
        name: 'Lê Thị Hạnh',
        detail: 'Người báo cáo, xã Sông Lam',
        items: [{ label: 'Hồ sơ của tôi', href: '#ho-so', icon: 'person' }],
        signOutAction: '#ra',
      }}
      flash={[{ kind: 'success', text: 'Đã gửi báo cáo lên Sở Giáo dục và Đào tạo lúc 09:12.' }]}
    >
      <PageHead
        crumbs={[
          { label: 'Trang đầu', href: '#' },
          { label: 'Hệ thống', href: '#he-thong' },
        ]}
        eyebrow="Hệ thống thiết kế"
        title="Giao diện của Suốt Đời"
        lead="Mọi thành phần ở mọi trạng thái, để nhìn trên điện thoại và trên máy bàn trước khi dùng trong một trang thật."
        actions={
          <LinkButton kind="second" icon="print" href="#in">
            In trang này
          </LinkButton>
        }
      />
      <Part id="chu-va-mau" title="Chữ và màu" note="Giấy vở, mực tím, và ba sắc chỉ tình trạng.">
        <Type />
        <Colors />
        <ThemeSwitch action={props.themeAction} live />
      </Part>
      <Part id="bieu-mau" title="Biểu mẫu" note="Nhãn, gợi ý, lỗi và ô nhập đứng theo thứ tự đọc.">
        <FormSamples />
      </Part>
      <Part id="thong-bao" title="Thông báo và tình trạng">
        <FeedbackSamples />
      </Part>
      <Part id="tien-trinh" title="Tiến trình và đường đi">
        <ProcessSamples />
      </Part>
      <Section id="du-lieu" title="Số liệu">
        <DataSamples />
      </Section>
      <Section id="doi-chieu" title="Đối chiếu văn bản">
        <ReviewSample />
      </Section>
    </Shell>
  );
}

function Part(props: { id: string; title: string; note?: string; children: ComponentChildren }) {
  return (
    <Section id={props.id} title={props.title} note={props.note} hang>
      <div class="stack-l">{props.children}</div>
    </Section>
  );
}
