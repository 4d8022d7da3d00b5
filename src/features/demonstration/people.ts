/**
 * The cast of the demonstration: made-up people at real units. Addresses end in `.example`, which no mail ever reaches
 * (RFC 2606).
 */
import type { Role } from '../../platform/permission/permission.ts';

export const PROVINCE = 'Tỉnh Ninh Thuận';

export interface CastMember {
  readonly email: string;
  readonly name: string;
  /** Names of the units from below the province down to the person's own; empty for the province itself. */
  readonly unit: readonly string[];
  readonly roles: readonly Role[];
}

export const CAST = {
  coordinator: {
    email: 'dieu-phoi@trinh-dien.example',
    name: 'Trần Thị Bích Ngân',
    unit: [],
    roles: ['coordinator'],
  },
  reviewer: {
    email: 'duyet@trinh-dien.example',
    name: 'Lê Quang Vinh',
    unit: [],
    roles: ['reviewer', 'signer'],
  },
  ninhHai: {
    email: 'bao-cao.ninh-hai@trinh-dien.example',
    name: 'Phạm Thu Thủy',
    unit: ['Huyện Ninh Hải'],
    roles: ['reporter'],
  },
  ninhHaiLeader: {
    email: 'lanh-dao.ninh-hai@trinh-dien.example',
    name: 'Đỗ Hữu Nghĩa',
    unit: ['Huyện Ninh Hải'],
    roles: ['reviewer', 'signer'],
  },
  triHai: {
    email: 'bao-cao.tri-hai@trinh-dien.example',
    name: 'Nguyễn Văn Đông',
    unit: ['Huyện Ninh Hải', 'Xã Tri Hải'],
    roles: ['reporter', 'signer'],
  },
  vinhHai: {
    email: 'bao-cao.vinh-hai@trinh-dien.example',
    name: 'Katơr Thị Hạnh',
    unit: ['Huyện Ninh Hải', 'Xã Vĩnh Hải'],
    roles: ['reporter'],
  },
  thuanBac: {
    email: 'bao-cao.thuan-bac@trinh-dien.example',
    name: 'Võ Minh Tâm',
    unit: ['Huyện Thuận Bắc'],
    roles: ['reporter', 'reviewer', 'signer'],
  },
  bacAi: {
    email: 'bao-cao.bac-ai@trinh-dien.example',
    name: 'Chamaléa Thị Mai',
    unit: ['Huyện Bác Ái'],
    roles: ['reporter'],
  },
} as const satisfies Record<string, CastMember>;

export type CastName = keyof typeof CAST;

export const CAST_NAMES = Object.keys(CAST) as CastName[];
