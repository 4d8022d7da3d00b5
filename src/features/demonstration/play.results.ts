/** What the demonstration's Week of 2022 came to, in public: the province's sums, and whom it honoured. */
import type { UnitId } from '../../platform/ids/ids.ts';
import { calendarDateSchema } from '../../platform/ids/ids.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { addCommendations, publishResults, showCommendations } from '../results/index.ts';
import { hasCommendations } from './store.ts';

const WORDS =
  'Bà con làm biển, làm rẫy, làm muối đã dành bảy buổi tối cho lớp học. Cảm ơn từng thôn, từng trường đã mở cửa.\n\nSố liệu dưới đây cộng từ báo cáo của các xã đã gửi; nơi chưa gửi không được tính là không.';

const AWARDED = [
  'Xã Tri Hải; Xã đầu tiên có tủ sách ở cả bốn thôn',
  'Trung tâm học tập cộng đồng Công Hải; Lớp tối đều đặn suốt năm',
  'Xã Phước Kháng; Vận động được 21 người lớn tuổi đi học chữ',
] as const;

/** Publishes the sums and the honour board, once. @param coordinator who may, of the province */
export async function publishOldResults(coordinator: EditionContext, unitId: UnitId): Promise<void> {
  if (await inEdition(coordinator, (tx) => hasCommendations(tx, coordinator.edition.id))) return;
  await publishResults(coordinator, unitId, WORDS);
  await addCommendations(coordinator, {
    unitId,
    awardeeKind: 'unit',
    award: 'Bằng khen của Chủ tịch UBND tỉnh',
    decisionNumber: '1388/QĐ-UBND',
    decidedOn: calendarDateSchema.parse('2022-10-31'),
    list: AWARDED.join('\n'),
  });
  await showCommendations(coordinator, unitId, 'all', true);
}
