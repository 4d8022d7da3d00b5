/** Records behind the numbers of a report. */
export const figures = {
  title: (label: string): string => `Số liệu: ${label}`,
  lead: (unit: string, count: string, total: string, withBelow: boolean): string =>
    `${unit}${withBelow ? ' và các đơn vị bên dưới' : ''}: ${count} hoạt động, cộng lại ${total}.`,
  back: (unit: string): string => `Báo cáo của ${unit}`,
  caption: 'Các hoạt động làm nên con số này',
  activity: 'Hoạt động',
  organiser: 'Đơn vị tổ chức',
  reporter: 'Trong báo cáo của',
  day: 'Ngày',
  value: 'Số lượng',
  differs: (written: string): string => `Báo cáo ghi số khác: ${written}`,
  reason: (reason: string): string => `Lý do: ${reason}`,
  noReason: 'Chưa ghi lý do. Báo cáo chỉ gửi được khi có lý do.',
  empty: 'Chưa có hoạt động nào tính vào số này',
  emptyHint:
    'Số liệu vào đây khi đơn vị tổ chức xác nhận đã tổ chức (mục Hoạt động, “Sau hoạt động”). Số không đến từ hoạt động thì nhập tay trong báo cáo.',
};
