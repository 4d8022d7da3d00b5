/**
 * The cast of the demonstration: made-up people at real units. Addresses end in `.example`, which no mail ever reaches
 * (RFC 2606).
 */
import type { Role } from '../../platform/permission/permission.ts';

export const PROVINCE = 'Tỉnh Ninh Thuận';
/** Of the Week of this year: two levels, and what Ninh Thuận became a part of in 2025. */
export const WEEK_PROVINCE = 'Tỉnh Khánh Hòa';

export interface CastMember {
  readonly email: string;
  readonly name: string;
  readonly province: string;
  /** Names of the units from below the province down to the person's own; empty for the province itself. */
  readonly unit: readonly string[];
  readonly roles: readonly Role[];
}

export const CAST = {
  coordinator: {
    email: 'dieu-phoi@trinh-dien.example',
    name: 'Trần Thị Bích Ngân',
    province: PROVINCE,
    unit: [],
    roles: ['coordinator'],
  },
  reviewer: {
    email: 'duyet@trinh-dien.example',
    name: 'Lê Quang Vinh',
    province: PROVINCE,
    unit: [],
    roles: ['reviewer', 'signer'],
  },
  ninhHai: {
    email: 'bao-cao.ninh-hai@trinh-dien.example',
    name: 'Phạm Thu Thủy',
    province: PROVINCE,
    unit: ['Huyện Ninh Hải'],
    roles: ['reporter'],
  },
  ninhHaiLeader: {
    email: 'lanh-dao.ninh-hai@trinh-dien.example',
    name: 'Đỗ Hữu Nghĩa',
    province: PROVINCE,
    unit: ['Huyện Ninh Hải'],
    roles: ['reviewer', 'signer'],
  },
  triHai: {
    email: 'bao-cao.tri-hai@trinh-dien.example',
    name: 'Nguyễn Văn Đông',
    province: PROVINCE,
    unit: ['Huyện Ninh Hải', 'Xã Tri Hải'],
    roles: ['reporter', 'signer'],
  },
  vinhHai: {
    email: 'bao-cao.vinh-hai@trinh-dien.example',
    name: 'Katơr Thị Hạnh',
    province: PROVINCE,
    unit: ['Huyện Ninh Hải', 'Xã Vĩnh Hải'],
    roles: ['reporter'],
  },
  thuanBac: {
    email: 'bao-cao.thuan-bac@trinh-dien.example',
    name: 'Võ Minh Tâm',
    province: PROVINCE,
    unit: ['Huyện Thuận Bắc'],
    roles: ['reporter', 'reviewer', 'signer'],
  },
  bacAi: {
    email: 'bao-cao.bac-ai@trinh-dien.example',
    name: 'Chamaléa Thị Mai',
    province: PROVINCE,
    unit: ['Huyện Bác Ái'],
    roles: ['reporter'],
  },
  khanhHoa: {
    email: 'dieu-phoi.khanh-hoa@trinh-dien.example',
    name: 'Huỳnh Thị Diễm',
    province: WEEK_PROVINCE,
    unit: [],
    roles: ['coordinator', 'signer'],
  },
  nhaTrang: {
    email: 'can-bo.nha-trang@trinh-dien.example',
    name: 'Lương Quốc Việt',
    province: WEEK_PROVINCE,
    unit: ['Phường Nha Trang'],
    roles: ['coordinator'],
  },
  library: {
    email: 'thu-vien@trinh-dien.example',
    name: 'Mai Thanh Trúc',
    province: WEEK_PROVINCE,
    unit: ['Thư viện tỉnh'],
    roles: ['coordinator', 'signer'],
  },
  teacher: {
    email: 'giao-vien@trinh-dien.example',
    name: 'Cao Thị Lệ Quyên',
    province: WEEK_PROVINCE,
    unit: ['Phường Nha Trang', 'Trường Tiểu học Xóm Bóng'],
    roles: ['reporter', 'signer'],
  },
} as const satisfies Record<string, CastMember>;

export type CastName = keyof typeof CAST;

export const CAST_NAMES = Object.keys(CAST) as CastName[];
