/** Buttons and fields, empty, filled, wrong and locked. */
import { Actions, Button, DialogButton, LinkButton } from '../components/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../components/choice.tsx';
import { ConfirmDialog, Dialog } from '../components/dialog.tsx';
import { DateInput, NumberInput, Select, Textarea, TextInput, TimeInput } from '../components/field.tsx';
import { FileDrop } from '../components/file-drop.tsx';
import { ErrorSummary, errorOf, Form, FormRow } from '../components/form.tsx';
import { useUi } from '../context.ts';

export function FormSamples() {
  return (
    <>
      <Buttons />
      <PlanForm />
      <FigureForm />
      <Dialogs />
    </>
  );
}

function Buttons() {
  return (
    <div class="row">
      <Button type="button">Gửi báo cáo</Button>
      <Button type="button" kind="second" icon="download">
        Tải bản tổng hợp
      </Button>
      <Button type="button" kind="quiet" icon="plus">
        Thêm nhiệm vụ
      </Button>
      <Button type="button" kind="danger">
        Xóa kế hoạch
      </Button>
      <Button type="button" disabled>
        Chưa gửi được
      </Button>
      <LinkButton kind="second" href="#bieu-mau" icon="print">
        In
      </LinkButton>
    </div>
  );
}

function PlanForm() {
  const { t } = useUi();
  return (
    <Form action="#bieu-mau" islands={['unsaved-changes']} multipart>
      <TextInput
        id="mau-ten"
        label="Tên kế hoạch"
        value="Kế hoạch hưởng ứng Tuần lễ năm 2026 trên địa bàn xã"
        hint="Như sẽ in trên văn bản"
      />
      <FormRow>
        <TextInput id="mau-so" label="Số, ký hiệu" placeholder="48/KH-UBND" />
        <DateInput id="mau-ngay" label="Ngày ban hành" value="2026-09-18" />
        <TimeInput id="mau-gio" label="Giờ khai mạc" value="07:30" />
      </FormRow>
      <Select
        id="mau-cap"
        label="Gửi lên"
        empty={t.field.choose}
        options={[
          { value: 'so', label: 'Sở Giáo dục và Đào tạo' },
          { value: 'ubnd', label: 'Ủy ban nhân dân tỉnh' },
        ]}
      />
      <RadioGroup
        id="mau-hinh-thuc"
        label="Hình thức lễ khai mạc"
        value="truc-tiep"
        options={[
          { value: 'truc-tiep', label: 'Trực tiếp', hint: 'Một điểm cầu tại hội trường xã' },
          { value: 'ket-hop', label: 'Trực tiếp và trực tuyến', hint: 'Thêm điểm cầu ở các trường' },
        ]}
      />
      <CheckboxGroup
        id="mau-phoi-hop"
        label="Đơn vị phối hợp"
        optional
        values={['thu-vien']}
        options={[
          { value: 'thu-vien', label: 'Thư viện tỉnh' },
          { value: 'doan', label: 'Đoàn Thanh niên' },
          { value: 'hoi', label: 'Hội Khuyến học', disabled: true },
        ]}
      />
      <Textarea id="mau-muc-dich" label="Mục đích" optional hint="Một đến ba câu" />
      <FileDrop id="mau-tep" label="Văn bản của cấp trên" accept={['.docx', '.txt']} limitBytes={10_000_000} />
      <Checkbox id="mau-dong-y" label="Tôi đã đối chiếu với bản có chữ ký" />
      <Actions>
        <Button>Lưu và tiếp tục</Button>
        <Button kind="quiet" formNoValidate>
          Lưu nháp
        </Button>
      </Actions>
    </Form>
  );
}

function FigureForm() {
  const { t } = useUi();
  const errors = [
    { field: 'mau-lop', message: t.errors.ambiguousNumber('1,250') },
    { field: 'mau-han', message: t.errors.required('Ngày kết thúc') },
    { field: 'mau-dien', message: 'Chọn đối tượng tham gia' },
  ];
  return (
    <div>
      <ErrorSummary errors={errors} />
      <Form action="#bieu-mau" islands={['number-format']}>
        <NumberInput
          id="mau-lop"
          label="Số lớp chuyên đề đã mở"
          unit="lớp"
          value="1,250"
          error={errorOf(errors, 'mau-lop')}
        />
        <NumberInput id="mau-nguoi" label="Số lượt người tham gia" unit="lượt" value="12.480" />
        <NumberInput id="mau-khoa" label="Tổng của các đơn vị dưới" unit="lượt" value="86.015" readOnly />
        <DateInput id="mau-han" label="Ngày kết thúc" error={errorOf(errors, 'mau-han')} />
        <RadioGroup
          id="mau-dien"
          label="Đối tượng"
          inline
          error={errorOf(errors, 'mau-dien')}
          options={[
            { value: 'tre', label: 'Học sinh' },
            { value: 'lon', label: 'Người lớn' },
          ]}
        />
        <TextInput id="mau-tat" label="Đơn vị báo cáo" value="Xã Sông Lam" disabled />
      </Form>
    </div>
  );
}

function Dialogs() {
  return (
    <div class="row">
      <DialogButton dialog="hop-thoai">Xem cách tính</DialogButton>
      <Dialog id="hop-thoai" title="Cách tính lượt người">
        <p>Một người dự hai buổi là hai lượt. Số người không cộng qua các hoạt động.</p>
        <form method="dialog" class="actions">
          <Button kind="second">Đóng</Button>
        </form>
      </Dialog>
      <Form action="#bieu-mau" islands={['confirm']} dialog="xac-nhan">
        <Button kind="danger">Gỡ đơn vị khỏi danh sách</Button>
      </Form>
      <ConfirmDialog id="xac-nhan" title="Gỡ xã Sông Lam?" confirmLabel="Gỡ đơn vị" danger>
        <p>Đơn vị sẽ không còn phải nộp báo cáo của tuần lễ này. Có thể thêm lại.</p>
      </ConfirmDialog>
    </div>
  );
}
