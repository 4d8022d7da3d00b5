/** Type and colours. */

export function Type() {
  return (
    <div class="stack">
      <h1>Học, học nữa, học mãi</h1>
      <h2>Kế hoạch hưởng ứng Tuần lễ năm 2026</h2>
      <h3>Nhiệm vụ của Phòng Văn hóa - Xã hội</h3>
      <h4>Chuẩn bị lễ khai mạc</h4>
      <p class="lead">
        Đoạn dẫn nói trang này để làm gì, trong một hai câu, trước khi người đọc phải quyết định điều gì.
      </p>
      <p class="measure">
        Mỗi đơn vị lập kế hoạch từ kế hoạch của cấp trên: chủ đề, thời gian và nhiệm vụ được kế thừa, hạn nộp được lùi
        lại để kịp tổng hợp. Dấu thanh chồng dấu mũ như <em>ấ, ề, ỗ, ữ, ặ</em> cần khoảng thở giữa hai dòng;{' '}
        <a href="#chu-va-mau">đường dẫn</a> có gạch chân, <strong>chữ đậm</strong> dùng ít, còn chữ số đứng thẳng cột:
        1.250 và 4.111.
      </p>
      <p class="small soft">Chữ nhỏ dành cho nguồn, đơn vị tính và thời điểm cập nhật.</p>
    </div>
  );
}

const COLORS: readonly [string, string][] = [
  ['sw-paper', 'Giấy'],
  ['sw-surface', 'Mặt thẻ'],
  ['sw-sunk', 'Nền chìm'],
  ['sw-ink', 'Mực đen'],
  ['sw-accent', 'Mực tím'],
  ['sw-ok', 'Đạt'],
  ['sw-warn', 'Lưu ý'],
  ['sw-bad', 'Lỗi'],
];

export function Colors() {
  return (
    <ul class="swatches">
      {COLORS.map(([name, label]) => (
        <li key={name}>
          <span class={`swatch ${name}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}
