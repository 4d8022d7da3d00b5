/**
 * Who may open and post what: every route of the product against every kind of person. The test reads the routes from
 * the app itself and fails for one that has no line here, so a new page has to say who it is for.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { markInstalled } from './features/installation/index.ts';
import type { WebApp } from './platform/http/web.ts';
import { asSystem } from './platform/context.ts';
import type { EditionId, UnitId } from './platform/ids/ids.ts';
import { makeContest, makeEntry } from './features/contests/test-contest.ts';
import { makeGuestList } from './features/ceremonies/test-ceremony.ts';
import { signUp } from './features/registrations/index.ts';
import { linkToken } from './platform/secrets/link-token.ts';
import { expectReports } from './features/reports/index.ts';
import { smallForm } from './testing/form-definition.ts';
import { makePlanWithFormDocx } from './testing/forms.ts';
import { makePublishedActivity } from './testing/published-activity.ts';
import { makeActivity as makeHeldActivity } from './features/checkins/test-roster.ts';
import { type Ask, issuePaperOf } from './testing/issued-paper.ts';
import { makeTerritory } from './testing/country.ts';
import { PLAN_TEXT } from './testing/plan-text.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makeVisitor, type Visitor } from './testing/visitor.ts';

/**
 * stranger: not signed in · foreigner: reports for a commune of another province · reporter: of the commune at hand ·
 * reviewer and coordinator: of the province above it · administrator: runs the installation, no role on any unit
 */
const PEOPLE = ['stranger', 'foreigner', 'reporter', 'reviewer', 'coordinator', 'administrator'] as const;
type Who = (typeof PEOPLE)[number];

let platform: TestPlatform;
let app: WebApp;
const visitors = new Map<Who, Visitor>();
const names = new Map<string, string>();

interface Case {
  /** Method and pattern, as registered. */
  readonly route: string;
  /** The address, `{name}` filled in from what the set-up made. */
  readonly path: string;
  /** Status for each of PEOPLE, in their order. */
  readonly expected: readonly number[];
  readonly fields?: Readonly<Record<string, string>>;
}

const CASES: Case[] = [];
function line(route: string, path: string, expected: string, fields?: Readonly<Record<string, string>>): void {
  CASES.push({ route, path, expected: expected.trim().split(/\s+/).map(Number), ...(fields ? { fields } : {}) });
}

//                                                                       str  for  rep  rev  coo  adm
line('GET /healthz', '/healthz', '                                       200  200  200  200  200  200');
line('GET /readyz', '/readyz', '                                         200  200  200  200  200  200');
line('GET /metrics', '/metrics', '                                       404  404  404  404  404  404');
line('GET /robots.txt', '/robots.txt', '                                 200  200  200  200  200  200');
line('GET /favicon.ico', '/favicon.ico', '                               302  302  302  302  302  302');
line('GET /assets/:name', '/assets/khong-co.css', '                      404  404  404  404  404  404');
line('GET /cai-dat', '/cai-dat', '                                       404  404  404  404  404  404');
line('POST /cai-dat', '/cai-dat', '                                      404  404  404  404  404  404', { name: 'x' });
line('GET /cai-dat/tien-trinh', '/cai-dat/tien-trinh', '                 303  303  303  303  303  303');
line('POST /cai-dat/tien-trinh/chay-lai', '/cai-dat/tien-trinh/chay-lai', '401 403 403 403 403 409');
line('POST /giao-dien', '/giao-dien', '                                  303  303  303  303  303  303', {
  theme: 'dark',
});
line('GET /ngon-ngu/:locale', '/ngon-ngu/vi', '                          303  303  303  303  303  303');
line('GET /', '/', '                                                     200  303  303  303  303  303');
line('GET /trang-chu', '/trang-chu', '                                   200  200  200  200  200  200');
line('GET /khu-vuc/:unit', '/khu-vuc/{commune}', '                       200  200  200  200  200  200');
line('GET /hoat-dong/:file{[0-9]{1,15}\\.ics}', '/hoat-dong/999999.ics', '404 404 404 404 404 404');
line('GET /hoat-dong.ics', '/hoat-dong.ics', '200  200  200  200  200  200');
line('GET /hoat-dong.atom', '/hoat-dong.atom', '200  200  200  200  200  200');
line('GET /hoat-dong.json', '/hoat-dong.json', '200  200  200  200  200  200');
line('GET /hoat-dong.schema.json', '/hoat-dong.schema.json', '200  200  200  200  200  200');
line('GET /dang-ky/:file{[A-Za-z0-9_-]{1,60}\\.ics}', '/dang-ky/khong-phai.ics', '404 404 404 404 404 404');
line('GET /lich-cua-toi/:file{[A-Za-z0-9_-]{1,60}\\.ics}', '/lich-cua-toi/khong-phai.ics', '404 404 404 404 404 404');
line('GET /nhung/hoat-dong', '/nhung/hoat-dong', '200  200  200  200  200  200');
line('GET /nhung/hoat-dong/:activity{[0-9]{1,15}}', '/nhung/hoat-dong/999999', '404 404 404 404 404 404');
line('GET /oembed', '/oembed', '400  400  400  400  400  400');
line('GET /.well-known/security.txt', '/.well-known/security.txt', '404 404 404 404 404 404');
line('GET /sitemap.xml', '/sitemap.xml', '200  200  200  200  200  200');
line('GET /sitemap/:file{[a-z0-9-]+\\.xml}', '/sitemap/trang.xml', '200  200  200  200  200  200');
line('GET /hoat-dong/:picture{[0-9]{1,15}\\.png}', '/hoat-dong/999999.png', '404 404 404 404 404 404');
line('GET /khau-hieu/chia-se.png', '/khau-hieu/chia-se.png', '200  200  200  200  200  200');
line('GET /khau-hieu', '/khau-hieu', '200  200  200  200  200  200');
line('GET /khu-vuc/:unit/bo-nhan-dien', '/khu-vuc/{commune}/bo-nhan-dien', '200  200  200  200  200  200');
line('GET /khu-vuc/:unit/bo-nhan-dien.zip', '/khu-vuc/999999/bo-nhan-dien.zip', '404 404 404 404 404 404');
line('GET /khu-vuc/:unit/bo-nhan-dien/tron-bo', '/khu-vuc/{commune}/bo-nhan-dien/tron-bo', '200 200 200 200 200 200');
line('POST /khu-vuc/:unit/bo-nhan-dien/tron-bo', '/khu-vuc/999999/bo-nhan-dien/tron-bo', '404 404 404 404 404 404');
line('GET /khu-vuc/:unit/bo-nhan-dien/:file', '/khu-vuc/{commune}/bo-nhan-dien/khac.svg', '404 404 404 404 404 404');
line('GET /hoat-dong', '/hoat-dong', '                                   200  200  200  200  200  200');
line('GET /hoat-dong/:slug{[1-9][0-9]{0,14}(-[a-z0-9-]*)?}', '/hoat-dong/999999-khong-co', '404 404 404 404 404 404');
line('GET /to-chuc/:unit', '/to-chuc/{commune}', '                       200  200  200  200  200  200');
line('GET /hoat-dong/:id/anh-bia.webp', '/hoat-dong/999999/anh-bia.webp', '404 404 404 404 404 404');
line(
  'GET /khu-vuc/:unit/anh/:name{[0-9a-f]{12}\\.webp}',
  '/khu-vuc/{commune}/anh/0123456789ab.webp',
  '404 404 404 404 404 404',
);
line('GET /lich', '/lich', '                                             200  200  200  200  200  200');
line('GET /ban-do', '/ban-do', '                                         200  200  200  200  200  200');
line('GET /ban-do.json', '/ban-do.json', '                               200  200  200  200  200  200');
line('GET /tuan-le/:edition/dien-mao', '/tuan-le/{edition}/dien-mao?don-vi={province}', '303 404 403 403 200 404');
line('POST /tuan-le/:edition/dien-mao', '/tuan-le/{edition}/dien-mao?don-vi={province}', '401 404 403 403 303 404', {
  colour: 'xanh-lua',
  greeting: 'Kính chào bà con!',
});
line('GET /dang-nhap', '/dang-nhap', '                                   200  303  303  303  303  303');
line('POST /dang-nhap', '/dang-nhap', '                                  401  401  401  401  401  401', {
  email: '{who}@khong.co',
  password: 'sai',
});
line('GET /dang-nhap/ma', '/dang-nhap/ma', '                             303  303  303  303  303  303');
line('POST /dang-nhap/ma', '/dang-nhap/ma', '                            303  303  303  303  303  303', { code: '1' });
line('GET /quen-mat-khau', '/quen-mat-khau', '                           200  200  200  200  200  200');
line('POST /quen-mat-khau', '/quen-mat-khau', '                          303  303  303  303  303  303', {
  email: '{who}@khong.co',
});
line('GET /dat-mat-khau/:token', '/dat-mat-khau/khong-phai', '           410  410  410  410  410  410');
line('POST /dat-mat-khau/:token', '/dat-mat-khau/khong-phai', '          410  410  410  410  410  410', {
  password: 'x',
  repeat: 'x',
});
line('GET /loi-moi/:token', '/loi-moi/khong-phai', '                     410  410  410  410  410  410');
line('POST /loi-moi/:token', '/loi-moi/khong-phai', '                    410  410  410  410  410  410', {
  name: 'x',
  password: 'x',
  repeat: 'x',
});

line('GET /tai-khoan', '/tai-khoan', '                                   303  200  200  200  200  200');
line('POST /tai-khoan/ten', '/tai-khoan/ten', '                          401  303  303  303  303  303', {
  name: 'Tên mới',
});
line('POST /tai-khoan/mat-khau', '/tai-khoan/mat-khau', '                401  422  422  422  422  422', {
  current: 'sai',
  password: 'a',
  repeat: 'b',
});
line('POST /tai-khoan/hai-lop', '/tai-khoan/hai-lop', '                  401  303  303  303  303  303');
line('POST /tai-khoan/hai-lop/ma', '/tai-khoan/hai-lop/ma', '            401  422  422  422  422  422', { code: '1' });
line('POST /tai-khoan/hai-lop/tat', '/tai-khoan/hai-lop/tat', '          401  422  422  422  422  422', {
  current: 'sai',
});

line('GET /nguoi-dung', '/nguoi-dung', '                                 303  200  200  200  303  200');
line('GET /nguoi-dung/:unit', '/nguoi-dung/{commune}', '                 303  403  403  403  200  200');
line('POST /nguoi-dung/:unit/moi', '/nguoi-dung/{commune}/moi', '        401  403  403  403  200  200', {
  email: 'moi@example.vn',
  role: 'viewer',
});
line('POST /nguoi-dung/:unit/thu-hoi', '/nguoi-dung/{commune}/thu-hoi', '401  403  403  403  404  404', {
  account: '{coordinatorAccount}',
  role: 'viewer',
});
line('POST /nguoi-dung/:unit/thu-hoi-loi-moi', '/nguoi-dung/{commune}/thu-hoi-loi-moi', '401 403 403 403 404 404', {
  invitation: '999999',
});

line('GET /quan-tri', '/quan-tri', '                                     303  403  403  403  403  200');
line('GET /quan-tri/nguoi-dung/:account', '/quan-tri/nguoi-dung/{reporterAccount}', '303 403 403 403 403 200');
line(
  'POST /quan-tri/nguoi-dung/:account/vai-tro',
  '/quan-tri/nguoi-dung/{reporterAccount}/vai-tro',
  '401 403 403 403 403 303',
  { unit: '{other}', role: 'viewer' },
);
line(
  'POST /quan-tri/nguoi-dung/:account/thu-hoi',
  '/quan-tri/nguoi-dung/{reporterAccount}/thu-hoi',
  '401 403 403 403 403 303',
  { unit: '{other}', role: 'viewer' },
);
line(
  'POST /quan-tri/nguoi-dung/:account/quyen',
  '/quan-tri/nguoi-dung/{reporterAccount}/quyen',
  '401 403 403 403 403 303',
  { verb: 'enable' },
);
line('GET /quan-tri/hop-thu', '/quan-tri/hop-thu', '                     303  403  403  403  403  200');
line('GET /quan-tri/nhat-ky', '/quan-tri/nhat-ky', '                     303  403  403  403  403  200');
line('POST /quan-tri/nhat-ky/kiem-tra', '/quan-tri/nhat-ky/kiem-tra', '  401  403  403  403  403  200');
const TRUST = '/quan-tri/danh-sach-tin-cay';
line(`GET ${TRUST}`, TRUST, '                                            303  403  403  403  403  200');
line(`POST ${TRUST}`, TRUST, '                                           401  403  403  403  403  422', { name: 'CA' });
line(`POST ${TRUST}/:anchor/bo`, `${TRUST}/999999/bo`, '                401  403  403  403  403  303');
line('GET /quan-tri/he-thong', '/quan-tri/he-thong', '                   303  403  403  403  403  200');
line('GET /trinh-dien', '/trinh-dien', '                                 303  403  403  403  403  404');
line('POST /trinh-dien', '/trinh-dien', '                                401  403  403  403  403  404');

line('GET /don-vi/nhap-danh-sach', '/don-vi/nhap-danh-sach', '           303  403  403  403  403  200');
line('POST /don-vi/nhap-danh-sach', '/don-vi/nhap-danh-sach', '          401  403  403  403  403  422');
line('POST /don-vi/nhap-danh-sach/ghi', '/don-vi/nhap-danh-sach/ghi', '  401  403  403  403  403  422');
line('GET /don-vi', '/don-vi', '                                         303  200  200  200  200  200');
line('GET /don-vi/:unit{[0-9]+}', '/don-vi/{commune}', '                 303  200  200  200  200  200');
line('GET /don-vi/:unit{[0-9]+}/them', '/don-vi/{province}/them', '      303  403  403  403  200  200');
line('POST /don-vi/:unit{[0-9]+}/them', '/don-vi/{province}/them', '     401  403  403  403  422  422', { name: '' });

line('GET /van-ban', '/van-ban', '                                       303  200  200  200  200  200');
line('POST /van-ban', '/van-ban', '                                      401  422  422  422  422  422');
line('GET /van-ban/:id', '/van-ban/{document}', '                        303  404  404  200  200  404');
line('POST /van-ban/:id', '/van-ban/{document}', '                       401  404  404  403  409  404', {
  version: '1',
  action: 'save',
});
line('GET /van-ban/:id/mo', '/van-ban/{document}/mo', '                  303  404  404  409  409  404');
line('POST /van-ban/:id/mo', '/van-ban/{document}/mo', '                 401  404  404  409  303  404', {
  version: '1',
});
line('GET /van-ban/:id/tep-goc', '/van-ban/{document}/tep-goc', '          303  404  404  200  200  404');
// A document without a form has no page for one.
line('GET /van-ban/:id/mau', '/van-ban/{document}/mau', '                  303  404  404  404  404  404');
line('POST /van-ban/:id/mau', '/van-ban/{document}/mau', '                 401  404  404  404  404  404');
line('GET /van-ban/:id/mau', '/van-ban/{formDocument}/mau', '              303  404  404  200  200  404');
line('POST /van-ban/:id/mau', '/van-ban/{formDocument}/mau', '             401  404  404  403  303  404', {
  _version: '1',
  action: 'save',
});
line('GET /van-ban/:id/tep', '/van-ban/{document}/tep', '                303  404  404  200  200  404');

// Papers are of their unit alone, also for a role above.
const P = '/van-ban-di/:paper';
const PAPER = '/van-ban-di/{paper}';
line('GET /van-ban-di', '/van-ban-di', '                                 303  200  200  200  200  200');
line('GET /van-ban-di/moi', '/van-ban-di/moi', '                         303  200  200  200  200  200');
line('POST /van-ban-di/moi', '/van-ban-di/moi', '                        401  403  303  403  403  403', {
  unit: '{commune}',
  kind: 'letter',
  edition: '',
});
line('POST /van-ban-di/tu-van-ban-den', '/van-ban-di/tu-van-ban-den', '      401  404  404  403  303  404', {
  document: '{document}',
});
line(`GET ${P}`, PAPER, '                                                303  404  200  404  404  404');
line(`GET ${P}/soan`, `${PAPER}/soan`, '                                 303  404  200  404  404  404');
line(`POST ${P}/soan`, `${PAPER}/soan`, '                                401  404  422  404  404  404');
line(`POST ${P}/luu`, `${PAPER}/luu`, '                                  401  404  422  404  404  404');
line(`POST ${P}/co-mat`, `${PAPER}/co-mat`, '                            401  404  200  404  404  404');
line(`POST ${P}/xem-truoc`, `${PAPER}/xem-truoc`, '                      401  404  422  404  404  404');
line(`GET ${P}/lich-su`, `${PAPER}/lich-su`, '                           303  404  200  404  404  404');
line(`GET ${P}/lich-su/:version`, `${PAPER}/lich-su/1`, '                303  404  200  404  404  404');
line(`POST ${P}/lich-su/:version/khoi-phuc`, `${PAPER}/lich-su/1/khoi-phuc`, '401 404 303 404 404 404', {
  _version: '1',
});
line(`GET ${P}/van-ban.pdf`, `${PAPER}/van-ban.pdf`, '                   303  404  200  404  404  404');
line(`GET ${P}/van-ban.docx`, `${PAPER}/van-ban.docx`, '                 303  404  200  404  404  404');
// A draft has no kept files.
line(`GET ${P}/tep/:seq`, `${PAPER}/tep/1`, '                            303  404  404  404  404  404');
line(`GET ${P}/ban-hanh`, `${PAPER}/ban-hanh`, '                         303  404  403  404  404  404');
line(`POST ${P}/ban-hanh`, `${PAPER}/ban-hanh`, '                        401  404  403  404  404  404', {
  _version: '1',
  issuedOn: '2026-09-15',
  number: '',
});
line(`POST ${P}/thu-hoi`, `${PAPER}/thu-hoi`, '                          401  404  403  404  404  404', {
  reason: 'Sai',
});
line(`POST ${P}/thay-the`, `${PAPER}/thay-the`, '                        401  404  409  404  404  404');
line(`POST ${P}/sao`, `${PAPER}/sao`, '                                  401  404  303  404  404  404');
line(`POST ${P}/xoa`, '/van-ban-di/{thrownPaper}/xoa', '                 401  404  303  404  404  404');
// What the province's coordinator may issue is the province's.
line(`GET ${P}/ban-hanh`, '/van-ban-di/{provincePaper}/ban-hanh', '      303  404  404  403  200  404');
line(`POST ${P}/soan`, '/van-ban-di/{provincePaper}/soan', '             401  404  404  403  422  404');

// Anybody checks a paper: no account, the same answer for all.
line('GET /xac-minh', '/xac-minh', '                                     200  200  200  200  200  200');
line('GET /xac-minh', '/xac-minh?ma=123', '                              422  422  422  422  422  422');
line('GET /xac-minh/:code', '/xac-minh/{code}', '                        200  200  200  200  200  200');
line('GET /xac-minh/:code', '/xac-minh/7K2M-9QXD-4HTA', '                404  404  404  404  404  404');
// Certificates: names are for the organiser's own people; who has no part in the edition learns nothing of it.
line('GET /tuan-le/:edition/giay-chung-nhan', '/tuan-le/{edition}/giay-chung-nhan', '303 404 200 200 200 404');
{
  const path = '/tuan-le/{edition}/giay-chung-nhan';
  const route = '/tuan-le/:edition/giay-chung-nhan';
  const one = '/:batch{[0-9]+}/:no{[0-9]+}';
  const asked = 'moi?nguon=activity&id=999999&vai-tro=participant';
  line(`GET ${route}/moi`, `${path}/${asked}`, '303 404 404 404 404 404');
  line(`POST ${route}/moi`, `${path}/${asked}`, '401 404 404 404 404 404', { ten: 'x' });
  line(`GET ${route}/:batch{[0-9]+}`, `${path}/999999`, '303 404 404 404 404 404');
  line(`GET ${route}/:batch{[0-9]+}/tat-ca.zip`, `${path}/999999/tat-ca.zip`, '303 404 404 404 404 404');
  line(`GET ${route}/:batch{[0-9]+}/:no{[0-9]+\\.pdf}`, `${path}/999999/1.pdf`, '303 404 404 404 404 404');
  line(`GET ${route}${one}`, `${path}/999999/1`, '303 404 404 404 404 404');
  line(`POST ${route}${one}/thu-hoi`, `${path}/999999/1/thu-hoi`, '401 404 404 404 404 404', { 'ly-do-thu-hoi': 'x' });
  line(`POST ${route}${one}/cap-lai`, `${path}/999999/1/cap-lai`, '401 404 404 404 404 404', {
    ten: 'x',
    'ly-do': 'x',
  });
}
line('GET /huy-hieu', '/huy-hieu', '                                     200  200  200  200  200  200');
line('POST /huy-hieu', '/huy-hieu', '                                    422  422  422  422  422  422');
line('GET /huy-hieu/thu-hoi.json', '/huy-hieu/thu-hoi.json', '           200  200  200  200  200  200');
line('GET /huy-hieu/thu-hoi/:unit{[0-9]+\\.json}', '/huy-hieu/thu-hoi/1.json', '200 200 200 200 200 200');
line('GET /huy-hieu/:credential', '/huy-hieu/khong-co', '                404  404  404  404  404  404');
line('GET /.well-known/jwks.json', '/.well-known/jwks.json', '           200  200  200  200  200  200');
line('GET /khoa-huy-hieu/:kid', '/khoa-huy-hieu/khong-co', '             404  404  404  404  404  404');
line('GET /to-chuc-cap/:unit', '/to-chuc-cap/{commune}', '               404  404  404  404  404  404');
line('GET /thanh-tich/:achievement', '/thanh-tich/khong-co', '           404  404  404  404  404  404');
line('GET /quan-tri/khoa-huy-hieu', '/quan-tri/khoa-huy-hieu', '         303  403  403  403  403  200');
line('POST /quan-tri/khoa-huy-hieu', '/quan-tri/khoa-huy-hieu', '        401  403  403  403  403  303');
line('POST /xac-minh', '/xac-minh', '                                    422  422  422  422  422  422', { tep: '' });

// Keys and signing: one's own and the unit's seal, for whoever signs for the unit itself.
line(`GET ${P}/tron`, '/van-ban-di/{provincePaper}/tron', '              303  404  404  403  200  404');
line(`POST ${P}/tron`, '/van-ban-di/{provincePaper}/tron', '             401  404  404  403  422  404', { tep: '' });
line(`POST ${P}/tron/danh-sach`, '/van-ban-di/{provincePaper}/tron/danh-sach', '401 404 404 403 422 404', {
  rows: '[{"Tên":"A"}]',
});
line(`POST ${P}/tron/lap`, '/van-ban-di/{provincePaper}/tron/lap', '     401  404  404  403  409  404', {
  rows: '[{"Tên":"A"}]',
  issuedOn: '2022-09-15',
  output: 'many',
  _version: '999',
});
line('GET /tron-van-ban/:merge', '/tron-van-ban/{merge}', '              303  404  404  403  200  404');
line('GET /tron-van-ban/:merge/tat-ca.pdf', '/tron-van-ban/{merge}/tat-ca.pdf', '303 404 404 403 404 404');
line('GET /tron-van-ban/:merge/tat-ca.zip', '/tron-van-ban/{merge}/tat-ca.zip', '303 404 404 403 404 404');
line('GET /tron-van-ban/:merge/:row/van-ban.pdf', '/tron-van-ban/{merge}/1/van-ban.pdf', '303 404 404 403 404 404');
line('POST /tron-van-ban/:merge/thu-hoi', '/tron-van-ban/{merge}/thu-hoi', '401 404 404 403 422 404', {
  dong: '1',
  reason: 'Sai',
});
line('POST /tron-van-ban/:merge/dung', '/tron-van-ban/{merge}/dung', '    401  404  404  403  303  404');
line('GET /khoa-ky', '/khoa-ky', '                                       303  200  200  200  200  200');
line('GET /khoa-ky/them', '/khoa-ky/them', '                             303  403  403  403  200  403');
line('POST /khoa-ky/them', '/khoa-ky/them', '                            401  403  403  403  422  403', {
  unit: '{province}',
});
line('POST /khoa-ky/dung-thu', '/khoa-ky/dung-thu', '                    401  403  403  403  303  403', {
  unit: '{province}',
  owner: 'seal',
  name: 'Sở {who}',
  password: 'mật khẩu dài',
  repeat: 'mật khẩu dài',
});
line('GET /khoa-ky/:key', '/khoa-ky/{sealKey}', '                        303  404  404  404  200  404');
line('GET /khoa-ky/:key/anh', '/khoa-ky/{sealKey}/anh', '                303  404  404  404  404  404');
line('POST /khoa-ky/:key/anh', '/khoa-ky/{sealKey}/anh', '               401  404  404  404  422  404');
line('POST /khoa-ky/:key/thoi-dung', '/khoa-ky/{thrownKey}/thoi-dung', '401  404  404  404  303  404');
line(`GET ${P}/ky`, '/van-ban-di/{issuedPaper}/ky', '                    303  404  404  200  200  404');
line(`POST ${P}/ky`, '/van-ban-di/{issuedPaper}/ky', '                   401  404  404  403  422  404', {
  key: '{personKey}',
  password: 'không phải',
});
line('GET /ky-so', '/ky-so', '                                           303  200  200  200  200  200');
line('POST /ky-so', '/ky-so', '                                          401  404  404  404  422  404', {
  key: '{personKey}',
  papers: '{issuedPaper}',
  password: 'không phải',
});
line('GET /ky-so/:run', '/ky-so/{run}', '                                303  404  404  404  200  404');

// The book is of its unit alone: a role above does not open it.
line('GET /so-van-ban', '/so-van-ban', '                                 303  303  303  303  303  200');
line('GET /so-van-ban/:unit', '/so-van-ban/{commune}', '                 303  403  200  403  403  403');
line('GET /so-van-ban/:unit', '/so-van-ban/{province}', '                303  403  403  200  200  403');
line('GET /so-van-ban/:unit/in', '/so-van-ban/{commune}/in', '           303  403  200  403  403  403');
line('GET /so-van-ban/:unit/so.xlsx', '/so-van-ban/{commune}/so.xlsx', ' 303  403  200  403  403  403');
line('GET /so-van-ban/:unit/ghi', '/so-van-ban/{commune}/ghi', '         303  403  200  403  403  403');
line('GET /so-van-ban/:unit/ghi', '/so-van-ban/{province}/ghi', '        303  403  403  403  200  403');
line('POST /so-van-ban/:unit/ghi', '/so-van-ban/{commune}/ghi', '        401  403  303  403  403  403', {
  direction: 'in',
  receivedOn: '2026-09-15',
  office: 'Bưu điện',
  subject: 'Thư mời',
});
line('GET /so-van-ban/:unit/:entry', '/so-van-ban/{commune}/{entry}', '  303  404  200  404  404  404');
line('POST /so-van-ban/:unit/:entry', '/so-van-ban/{commune}/{entry}', ' 401  404  422  404  404  404', { office: '' });
line('POST /so-van-ban/:unit/:entry/bo', '/so-van-ban/{commune}/{entry}/bo', '401 404 303 404 404 404', {
  reason: 'Ghi nhầm',
});

const WEEK = '/tuan-le/:edition';
const AT = '/tuan-le/{edition}';
line('GET /tuan-le', '/tuan-le', '                                       303  200  200  200  200  200');
line(`GET ${WEEK}`, AT, '                                                303  404  200  200  200  404');
line(`GET ${WEEK}/tong-quan`, `${AT}/tong-quan`, '                       303  404  200  200  200  404');
line(`GET ${WEEK}/don-vi`, `${AT}/don-vi`, '                             303  404  200  200  200  404');
line(`GET ${WEEK}/nhiem-vu`, `${AT}/nhiem-vu`, '                         303  404  200  200  200  404');

// Activities: an organiser's draft; the province checks what is below it, and may write for it only as coordinator.
const ACTIVITIES = `${WEEK}/hoat-dong`;
const DRAFT = `${AT}/hoat-dong/{draftActivity}`;
line('GET /quy-tac-cong-bo', '/quy-tac-cong-bo', '                       200  200  200  200  200  200');
line(`GET ${ACTIVITIES}`, `${AT}/hoat-dong`, '                           303  404  200  200  200  404');
line(`GET ${ACTIVITIES}/moi`, `${AT}/hoat-dong/moi`, '                   303  404  200  403  200  404');
line(`POST ${ACTIVITIES}/moi`, `${AT}/hoat-dong/moi`, '                  401  404  303  403  303  404');
line(`GET ${ACTIVITIES}/duyet`, `${AT}/hoat-dong/duyet`, '               303  404  403  200  200  404');
line(`POST ${ACTIVITIES}/duyet`, `${AT}/hoat-dong/duyet`, '              401  404  403  422  422  404');
line(`GET ${ACTIVITIES}/nhap`, `${AT}/hoat-dong/nhap`, '                 303  404  200  403  200  404');
line(`GET ${ACTIVITIES}/nhap/mau.xlsx`, `${AT}/hoat-dong/nhap/mau.xlsx`, '303  404  200  403  200  404');
line(`POST ${ACTIVITIES}/nhap`, `${AT}/hoat-dong/nhap`, '                401  404  422  403  422  404');
line(`GET ${ACTIVITIES}/nhap/:import`, `${AT}/hoat-dong/nhap/{import}`, '303  404  200  403  200  404');
line(
  `POST ${ACTIVITIES}/nhap/:import/hoan-tac`,
  `${AT}/hoat-dong/nhap/{import}/hoan-tac`,
  '401  404  409  403  409  404',
);
line(`POST ${ACTIVITIES}/nhap/:import/lay`, `${AT}/hoat-dong/nhap/{import}/lay`, '401  404  303  403  409  404');
line(`POST ${ACTIVITIES}/nhap/:import/bo`, `${AT}/hoat-dong/nhap/{import}/bo`, '401  404  409  403  409  404');
line(`GET ${ACTIVITIES}/:activity`, DRAFT, '                             303  404  200  200  200  404');
line(`GET ${ACTIVITIES}/:activity/sua`, `${DRAFT}/sua`, '                303  404  200  403  200  404');
line(`GET ${ACTIVITIES}/:activity/anh`, `${DRAFT}/anh`, '               303  404  200  200  200  404');
line(`POST ${ACTIVITIES}/:activity/anh`, `${DRAFT}/anh`, '              401  404  422  422  422  404');
line(`GET ${ACTIVITIES}/:activity/anh/:picture`, `${DRAFT}/anh/999999`, '303  404  404  404  404  404');
line(`POST ${ACTIVITIES}/:activity/anh/:picture`, `${DRAFT}/anh/999999`, '401 404 404 403 404 404', { alt: 'Ảnh' });
line('GET /hoat-dong/:activity/anh/:picture', '/hoat-dong/{openActivity}/anh/999999', '404 404 404 404 404 404');
line('GET /hoat-dong/:activity/anh/:picture/nho', '/hoat-dong/{openActivity}/anh/9/nho', '404 404 404 404 404 404');
line(`POST ${ACTIVITIES}/:activity/sua`, `${DRAFT}/sua`, '               401  404  422  403  422  404');
line(`POST ${ACTIVITIES}/:activity/gui`, `${DRAFT}/gui`, '               401  404  409  403  409  404', {
  _version: '99',
});
line(`POST ${ACTIVITIES}/:activity/rut`, `${DRAFT}/rut`, '               401  404  409  403  409  404');
line(`POST ${ACTIVITIES}/:activity/nhan-ban`, `${DRAFT}/nhan-ban`, '     401  404  303  403  303  404');
line(`POST ${ACTIVITIES}/:activity/huy`, `${DRAFT}/huy`, '               401  404  409  409  409  404', {
  reason: 'Mưa bão',
});
line(`GET ${ACTIVITIES}/:activity/sau`, `${DRAFT}/sau`, '                303  404  200  200  200  404');
line(`POST ${ACTIVITIES}/:activity/sau`, `${DRAFT}/sau`, '               401  404  409  403  409  404');
line(`POST ${ACTIVITIES}/:activity/sau/bo`, `${DRAFT}/sau/bo`, '         401  404  409  403  409  404');
line(`POST ${ACTIVITIES}/:activity/xoa`, `${DRAFT}/xoa`, '               401  404  303  404  404  404');
// Signing up is for everybody; names are for the organiser's own people: the province above sees none.
const SIGN_UP = '/hoat-dong/:activity/dang-ky';
const MY = '/dang-ky/:token{[A-Za-z0-9_-]+}';
const MY_AT = '/dang-ky/{signUp}';
line(`GET ${SIGN_UP}`, '/hoat-dong/{openActivity}/dang-ky', '             200  200  200  200  200  200');
line(`POST ${SIGN_UP}`, '/hoat-dong/{openActivity}/dang-ky', '            422  422  422  422  422  422');
line(`POST ${SIGN_UP}/gui-lai`, '/hoat-dong/{openActivity}/dang-ky/gui-lai', '303 303 303 303 303 303');
line(`GET ${MY}`, MY_AT, '                                             200  200  200  200  200  200');
line(`GET ${MY}`, '/dang-ky/bia-dat', '                                410  410  410  410  410  410');
for (const part of ['rut', 'doi-duong-dan', 'xoa'])
  line(`GET ${MY}/${part}`, `${MY_AT}/${part}`, '                       200  200  200  200  200  200');
line(`POST ${MY}/so-nguoi`, `${MY_AT}/so-nguoi`, '                      303  303  303  303  303  303', { people: '1' });
line(`POST ${MY}/danh-gia`, `${MY_AT}/danh-gia`, '                      422  422  422  422  422  422');
line(`POST ${MY}/nhac`, `${MY_AT}/nhac`, '                              422  422  422  422  422  422');
line(`POST ${MY}/nhac/bo`, `${MY_AT}/nhac/bo`, '                        422  422  422  422  422  422');
const SIGN_UPS = `${ACTIVITIES}/:activity/dang-ky`;
const SIGN_UPS_AT = `${AT}/hoat-dong/{openActivity}/dang-ky`;
const ONE = ':registration{[0-9]+}';
line(`GET ${SIGN_UPS}`, SIGN_UPS_AT, '                                  303  404  200  403  403  404');
line(`GET ${SIGN_UPS}/danh-sach.xlsx`, `${SIGN_UPS_AT}/danh-sach.xlsx`, '303  404  200  403  403  404');
line(`GET ${SIGN_UPS}/in`, `${SIGN_UPS_AT}/in`, '                        303  404  200  403  403  404');
line(`GET ${SIGN_UPS}/them`, `${SIGN_UPS_AT}/them`, '                    303  404  200  403  403  404');
line(`POST ${SIGN_UPS}/them`, `${SIGN_UPS_AT}/them`, '                   401  404  422  403  403  404');
line(`GET ${SIGN_UPS}/thu`, `${SIGN_UPS_AT}/thu`, '                      303  404  200  403  403  404');
line(`POST ${SIGN_UPS}/thu`, `${SIGN_UPS_AT}/thu`, '                     401  404  422  403  403  404');
line(`GET ${SIGN_UPS}/${ONE}/rut`, `${SIGN_UPS_AT}/{signUpId}/rut`, '    303  404  200  403  403  404');
line(`POST ${SIGN_UPS}/${ONE}/rut`, `${SIGN_UPS_AT}/{signUpId}/rut`, '   401  404  303  403  403  404');
// A link that was changed or whose data is deleted is worth nothing: for the next one it is gone.
line(`POST ${MY}/rut`, `${MY_AT}/rut`, '                                303  303  303  303  303  303');
line(`POST ${MY}/doi-duong-dan`, `${MY_AT}/doi-duong-dan`, '            303  410  410  410  410  410');
line(`POST ${MY}/xoa`, '/dang-ky/{otherSignUp}/xoa', '                  303  410  410  410  410  410');
line('GET /dang-ky-cua-toi', '/dang-ky-cua-toi', '                      200  200  200  200  200  200');
line('POST /dang-ky-cua-toi', '/dang-ky-cua-toi', '                     303  303  303  303  303  303');
// What the coordinator says stands there already, by the reporter: it is done, not stale.
line(`POST ${WEEK}/nhiem-vu`, `${AT}/nhiem-vu`, '                        401  404  303  403  303  404', {
  unit: '{commune}',
  task: '{task}',
  status: 'done',
  _version: '0',
});
line(`GET ${WEEK}/ke-hoach`, `${AT}/ke-hoach`, '                         303  404  303  303  303  404');
// The province's plan is issued: read by everybody in the Week.
line(`GET ${WEEK}/ke-hoach/:unit`, `${AT}/ke-hoach/{province}`, '        303  404  200  200  200  404');
line(`GET ${WEEK}/ke-hoach/:unit/ke-hoach.docx`, `${AT}/ke-hoach/{province}/ke-hoach.docx`, '303 404 200 200 200 404');
line(`GET ${WEEK}/ke-hoach/:unit/ke-hoach.pdf`, `${AT}/ke-hoach/{province}/ke-hoach.pdf`, '303 404 200 200 200 404');
line(`POST ${WEEK}/ke-hoach/:unit/soan-moi`, `${AT}/ke-hoach/{commune}/soan-moi`, '401 404 303 403 303 404');
line(`POST ${WEEK}/ke-hoach/:unit/soan-moi`, `${AT}/ke-hoach/{other}/soan-moi`, '  401 404 403 403 303 404');
line(`GET ${WEEK}/ke-hoach/:unit/soan`, `${AT}/ke-hoach/{commune}/soan`, '         303 404 200 404 200 404');
line(`GET ${WEEK}/ke-hoach/:unit/soan`, `${AT}/ke-hoach/{other}/soan`, '           303 404 403 404 200 404');
line(`POST ${WEEK}/ke-hoach/:unit/soan`, `${AT}/ke-hoach/{commune}/soan`, '        401 404 422 403 422 404', {
  _version: '1',
  title: '',
});
line(`POST ${WEEK}/ke-hoach/:unit/soan`, `${AT}/ke-hoach/{other}/soan`, '          401 404 403 403 422 404', {
  _version: '1',
  title: '',
});
// The paper is written by the unit itself, not from above.
line(`POST ${WEEK}/ke-hoach/:unit/van-ban`, `${AT}/ke-hoach/{commune}/van-ban`, '  401 404 303 403 403 404');
line(`POST ${WEEK}/ke-hoach/:unit/van-ban`, `${AT}/ke-hoach/{province}/van-ban`, ' 401 404 403 403 409 404');
line(`POST ${WEEK}/ke-hoach/:unit/ban-hanh`, `${AT}/ke-hoach/{commune}/ban-hanh`, '401 404 403 403 409 404', {
  _version: '99',
  number: '1/KH',
  issuedOn: '2026-09-20',
});
line(`POST ${WEEK}/ke-hoach/:unit/gui`, `${AT}/ke-hoach/{commune}/gui`, '          401 404 409 403 409 404');

// The form is read by everybody in the Week, mended by the coordinator of its root; one report holds something by then.
line(`GET ${WEEK}/mau-bao-cao`, `${AT}/mau-bao-cao`, '                             303 404 200 200 200 404');
line(`GET ${WEEK}/mau-bao-cao/tep`, `${AT}/mau-bao-cao/tep`, '                     303 404 404 404 404 404');
line(`POST ${WEEK}/mau-bao-cao`, `${AT}/mau-bao-cao`, '                            401 404 403 403 303 404', {
  _version: '1',
  action: 'save',
});
line(`POST ${WEEK}/mau-bao-cao/tep`, `${AT}/mau-bao-cao/tep`, '                    401 404 403 403 422 404');
line(`GET ${WEEK}/mau-bao-cao/moi`, `${AT}/mau-bao-cao/moi`, '                     303 404 403 403 303 404');
line(`POST ${WEEK}/mau-bao-cao/moi`, `${AT}/mau-bao-cao/moi`, '                    401 404 403 403 404 404', {
  _version: '1',
});
line(`POST ${WEEK}/mau-bao-cao/moi/dung`, `${AT}/mau-bao-cao/moi/dung`, '          401 404 403 403 404 404', {
  _version: '1',
});
line(`POST ${WEEK}/mau-bao-cao/moi/bo`, `${AT}/mau-bao-cao/moi/bo`, '              401 404 403 403 303 404');

line(`GET ${WEEK}/bao-cao`, `${AT}/bao-cao`, '                                     303 404 303 200 200 404');
line(`GET ${WEEK}/bao-cao/:unit`, `${AT}/bao-cao/{commune}`, '                     303 404 200 200 200 404');
line(`GET ${WEEK}/bao-cao/:unit`, `${AT}/bao-cao/{other}`, '                       303 404 403 200 200 404');
line(`POST ${WEEK}/bao-cao/:unit`, `${AT}/bao-cao/{commune}`, '                    401 404 303 403 303 404', {
  action: 'save',
});
line(`POST ${WEEK}/bao-cao/:unit`, `${AT}/bao-cao/{other}`, '                      401 404 403 403 303 404', {
  action: 'save',
});
line(`GET ${WEEK}/bao-cao/:unit/nhap-tu-tep`, `${AT}/bao-cao/{commune}/nhap-tu-tep`, '303 404 200 403 200 404');
line(`GET ${WEEK}/bao-cao/:unit/nhap-tu-tep`, `${AT}/bao-cao/{other}/nhap-tu-tep`, ' 303 404 403 403 200 404');
line(`POST ${WEEK}/bao-cao/:unit/nhap-tu-tep`, `${AT}/bao-cao/{commune}/nhap-tu-tep`, '401 404 422 403 422 404');
line(
  `POST ${WEEK}/bao-cao/:unit/nhap-tu-tep/lay`,
  `${AT}/bao-cao/{commune}/nhap-tu-tep/lay`,
  '401 404 303 403 303 404',
);
line(`GET ${WEEK}/bao-cao/:unit/gui`, `${AT}/bao-cao/{commune}/gui`, '             303 404 200 403 200 404');
line(`GET ${WEEK}/bao-cao/:unit/gui`, `${AT}/bao-cao/{other}/gui`, '               303 404 403 403 200 404');
line(`POST ${WEEK}/bao-cao/:unit/gui`, `${AT}/bao-cao/{commune}/gui`, '            401 404 422 403 422 404', {
  _version: '0',
});
line(`POST ${WEEK}/bao-cao/:unit/gui`, `${AT}/bao-cao/{other}/gui`, '              401 404 403 403 422 404', {
  _version: '0',
});
// One may look at what the reviewer sees of the own report; the page offers no verb then.
line(`GET ${WEEK}/bao-cao/:unit/duyet`, `${AT}/bao-cao/{commune}/duyet`, '         303 404 200 200 200 404');
line(`POST ${WEEK}/bao-cao/:unit/duyet`, `${AT}/bao-cao/{commune}/duyet`, '        401 404 403 409 409 404', {
  action: 'accept',
  round: '0',
});
line(`POST ${WEEK}/bao-cao/:unit/duyet`, `${AT}/bao-cao/{province}/duyet`, '       401 404 403 403 403 404', {
  action: 'accept',
  round: '0',
});
line(`GET ${WEEK}/tong-hop`, `${AT}/tong-hop`, '                                   303 404 303 303 303 404');
line(`GET ${WEEK}/tong-hop/:unit`, `${AT}/tong-hop/{commune}`, '                   303 404 200 200 200 404');
line(`GET ${WEEK}/tong-hop/:unit`, `${AT}/tong-hop/{province}`, '                  303 404 403 200 200 404');
line(`GET ${WEEK}/tong-hop/:unit/bao-cao.docx`, `${AT}/tong-hop/{province}/bao-cao.docx`, '303 404 403 200 200 404');
line(`GET ${WEEK}/tong-hop/:unit/bao-cao.pdf`, `${AT}/tong-hop/{province}/bao-cao.pdf`, ' 303 404 403 200 200 404');
line(`POST ${WEEK}/tong-hop/:unit/van-ban`, `${AT}/tong-hop/{province}/van-ban`, '         401 404 403 403 303 404');
line(`POST ${WEEK}/tong-hop/:unit/van-ban`, `${AT}/tong-hop/{other}/van-ban`, '            401 404 403 403 403 404');
line(`GET ${WEEK}/tong-hop/:unit/so-lieu/:cell`, `${AT}/tong-hop/{province}/so-lieu/2`, '303 404 403 200 200 404');
line(`GET ${WEEK}/bao-cao/:unit/so-lieu/:cell`, `${AT}/bao-cao/{commune}/so-lieu/2`, '  303 404 200 200 200 404');
line(`GET ${WEEK}/bao-cao/:unit/so-lieu/:cell`, `${AT}/bao-cao/{other}/so-lieu/2`, '    303 404 403 200 200 404');
line(`GET ${WEEK}/tong-hop/:unit/bang.xlsx`, `${AT}/tong-hop/{province}/bang.xlsx`, '      303 404 403 200 200 404');

line('GET /ket-qua', '/ket-qua', '                                       200  200  200  200  200  200');
line('GET /ket-qua/:edition/:unit', '/ket-qua/1/1', '                    404  404  404  404  404  404');
line('GET /ket-qua/:edition/:unit/du-lieu.csv', '/ket-qua/1/1/du-lieu.csv', '404 404 404 404 404 404');
line('GET /ket-qua/:edition/:unit/du-lieu.json', '/ket-qua/1/1/du-lieu.json', '404 404 404 404 404 404');
line('GET /ket-qua/:edition/du-lieu.csv', '/ket-qua/1/du-lieu.csv', '    404  404  404  404  404  404');
line('GET /bang-vang', '/bang-vang', '                                   200  200  200  200  200  200');
line(`GET ${WEEK}/cong-bo-ket-qua`, `${AT}/cong-bo-ket-qua?don-vi={commune}`, '303 404 200 200 200 404');
line(`POST ${WEEK}/cong-bo-ket-qua`, `${AT}/cong-bo-ket-qua`, '             401  404  403  403  303  404', {
  'don-vi': '{commune}',
  viec: 'cong-bo',
});
line(`GET ${WEEK}/bang-vang`, `${AT}/bang-vang?don-vi={commune}`, '         303  404  200  403  200  404');
line(`POST ${WEEK}/bang-vang`, `${AT}/bang-vang`, '                         401  404  303  403  303  404', {
  'don-vi': '{commune}',
  'hinh-thuc': 'Giấy khen',
  loai: 'unit',
  'danh-sach': 'Hội Khuyến học',
});
line(`POST ${WEEK}/bang-vang/doi`, `${AT}/bang-vang/doi`, '                 401  404  303  403  303  404', {
  'don-vi': '{commune}',
  viec: 'hien-het',
});

line('GET /hoc-lieu', '/hoc-lieu', '                                     200  200  200  200  200  200');
line('GET /hoc-lieu/:resource', '/hoc-lieu/999999', '                    404  404  404  404  404  404');
line('GET /hoc-lieu/:resource/tep', '/hoc-lieu/999999/tep', '            404  404  404  404  404  404');
line('POST /hoc-lieu/:resource/bao-loi', '/hoc-lieu/999999/bao-loi', '   404  404  404  404  404  404', {
  what: 'broken',
});
line('GET /hoc-lieu/quan-ly', '/hoc-lieu/quan-ly', '                     303  200  200  200  200  200');
line('GET /hoc-lieu/quan-ly/moi', '/hoc-lieu/quan-ly/moi', '             303  200  200  200  200  200');
const RESOURCE = {
  unit: '{commune}',
  title: 'Sổ tay',
  kind: 'book',
  subject: 'law',
  description: 'Đọc',
  url: 'https://a.example.vn',
  licence: 'cc-by',
  language: 'vi',
  level: 'any',
};
line('POST /hoc-lieu/quan-ly/moi', '/hoc-lieu/quan-ly/moi', '           401  403  303  403  403  403', RESOURCE);
line('GET /hoc-lieu/quan-ly/:resource', '/hoc-lieu/quan-ly/1', '         303  404  200  200  200  404');
line('POST /hoc-lieu/quan-ly/:resource', '/hoc-lieu/quan-ly/1', '        401  404  409  404  404  404', {
  ...RESOURCE,
  _version: '9',
});
line('POST /hoc-lieu/quan-ly/:resource/trang-thai', '/hoc-lieu/quan-ly/1/trang-thai', '401 404 303 409 409 404', {
  to: 'sent',
});
line('POST /hoc-lieu/quan-ly/bao-loi/:report', '/hoc-lieu/quan-ly/bao-loi/1', '401 404 404 403 404 403');
line('GET /oai', '/oai?verb=Identify', '                                 200  200  200  200  200  200');
line('POST /oai', '/oai', '                                              200  200  200  200  200  200', {
  verb: 'Identify',
});

// A contest of the reporter's commune, still taking entries. Its entries and judges are for the unit's own people.
const CONTESTS = `${WEEK}/cuoc-thi`;
const CONTEST = `${CONTESTS}/:contest{[0-9]+}`;
const CONTEST_AT = `${AT}/cuoc-thi/{contest}`;
const CONTEST_ENTRY = `${CONTEST}/bai/:entry{[0-9]+}`;
const CONTEST_ENTRY_AT = `${CONTEST_AT}/bai/{contestEntry}`;
const JUDGE = `${CONTEST}/giam-khao/:account`;
const JUDGE_AT = `${CONTEST_AT}/giam-khao/{reviewerAccount}`;
line(`GET ${CONTESTS}`, `${AT}/cuoc-thi`, '                              303  404  200  200  200  404');
line(`GET ${CONTESTS}/moi`, `${AT}/cuoc-thi/moi`, '                      303  404  200  403  200  404');
line(`POST ${CONTESTS}/moi`, `${AT}/cuoc-thi/moi`, '                     401  404  422  403  422  404', {
  title: '',
});
line(`GET ${CONTEST}`, CONTEST_AT, '                                     303  404  200  403  403  404');
line(`GET ${CONTEST}/sua`, `${CONTEST_AT}/sua`, '                        303  404  200  403  403  404');
line(`POST ${CONTEST}/sua`, `${CONTEST_AT}/sua`, '                       401  404  422  403  403  404', {
  title: '',
});
line(`POST ${CONTEST}/mo`, `${CONTEST_AT}/mo`, '                         401  404  409  403  403  404');
line(`POST ${CONTEST}/cham`, `${CONTEST_AT}/cham`, '                     401  404  422  403  403  404');
line(`POST ${CONTEST}/cong-bo`, `${CONTEST_AT}/cong-bo`, '               401  404  403  403  403  404');
line(`POST ${CONTEST}/huy`, `${CONTEST_AT}/huy`, '                       401  404  422  403  403  404');
line(`POST ${CONTEST}/dong-giai`, `${CONTEST_AT}/dong-giai`, '           401  404  409  403  403  404');
line(`POST ${CONTEST}/phieu`, `${CONTEST_AT}/phieu`, '                   401  404  404  403  403  404', {
  key: '0'.repeat(32),
  entry: '{contestEntry}',
});
line(`GET ${CONTEST}/bai-du-thi.xlsx`, `${CONTEST_AT}/bai-du-thi.xlsx`, '303  404  200  403  403  404');
line(`POST ${CONTEST}/giam-khao`, `${CONTEST_AT}/giam-khao`, '           401  404  422  403  403  404');
line(`POST ${JUDGE}/bo`, `${JUDGE_AT}/bo`, '                             401  404  303  403  403  404');
line(`POST ${JUDGE}/tinh-lai`, `${JUDGE_AT}/tinh-lai`, '                 401  404  404  403  403  404');
line(`GET ${CONTEST_ENTRY}`, CONTEST_ENTRY_AT, '                         303  404  200  403  403  404');
line(`POST ${CONTEST_ENTRY}`, CONTEST_ENTRY_AT, '                        401  404  422  403  403  404', {
  status: 'refused',
});
line(`POST ${CONTEST_ENTRY}/giai`, `${CONTEST_ENTRY_AT}/giai`, '         401  404  409  403  403  404');
line(`GET ${CONTEST_ENTRY}/tep/:no{[0-9]+}`, `${CONTEST_ENTRY_AT}/tep/1`, '303 404 404 403 403 404');
// Only those who are named as judges find anything: here the reviewer, of a contest that is being judged.
const JUDGED = '/cham-thi/:contest{[0-9]+}';
const JUDGED_AT = '/cham-thi/{judgedContest}';
const JUDGED_ENTRY_AT = `${JUDGED_AT}/{judgedEntry}`;
line('GET /cham-thi', '/cham-thi', '                                     303  200  200  200  200  200');
line(`GET ${JUDGED}`, JUDGED_AT, '                                       303  404  404  200  404  404');
line(`POST ${JUDGED}/xong`, `${JUDGED_AT}/xong`, '                       401  404  404  422  404  404');
line(`GET ${JUDGED}/:entry{[0-9]+}`, JUDGED_ENTRY_AT, '                  303  404  404  200  404  404');
line(`POST ${JUDGED}/:entry{[0-9]+}`, JUDGED_ENTRY_AT, '                 401  404  404  303  404  404', {
  'points-1': '50',
});
line(`GET ${JUDGED}/:entry{[0-9]+}/tep/:no{[0-9]+}`, `${JUDGED_ENTRY_AT}/tep/1`, '303 404 404 404 404 404');
// Entering and looking need no account.
const ENTER = '/cuoc-thi/:contest{[0-9]+}/du-thi';
line(`GET ${ENTER}`, '/cuoc-thi/{judgedContest}/du-thi', '               200  200  200  200  200  200');
line(`POST ${ENTER}`, '/cuoc-thi/{judgedContest}/du-thi', '              409  409  409  409  409  409');
const PUBLIC_ENTRY = '/cuoc-thi/:contest{[0-9]+}/bai/:no{[0-9]{1,6}}';
line('GET /cuoc-thi', '/cuoc-thi', '                                     200  200  200  200  200  200');
line('GET /cuoc-thi/:contest', '/cuoc-thi/{contest}', '                  301  301  301  301  301  301');
line(`GET ${PUBLIC_ENTRY}`, '/cuoc-thi/{contest}/bai/1', '              404  404  404  404  404  404');
line(`GET ${PUBLIC_ENTRY}/tep/:file{[0-9]{1,2}}`, '/cuoc-thi/{contest}/bai/1/tep/1', '404 404 404 404 404 404');
line(`POST ${PUBLIC_ENTRY}/binh-chon`, '/cuoc-thi/{contest}/bai/1/binh-chon', '404 404 404 404 404 404');
const OWN_ENTRY = '/bai-thi/:token{[A-Za-z0-9_-]+}';
line(`GET ${OWN_ENTRY}`, '/bai-thi/bia-dat', '                           410  410  410  410  410  410');
line(`GET ${OWN_ENTRY}`, '/bai-thi/{ownEntry}', '                        200  200  200  200  200  200');
line(`GET ${OWN_ENTRY}/tep/:no{[0-9]+}`, '/bai-thi/{ownEntry}/tep/1', '  404  404  404  404  404  404');
line(`POST ${OWN_ENTRY}/rut`, '/bai-thi/bia-dat/rut', '                  410  410  410  410  410  410');
const OWN_VOTE = '/binh-chon/:token{[A-Za-z0-9_-]+}';
line(`GET ${OWN_VOTE}`, '/binh-chon/bia-dat', '                          410  410  410  410  410  410');
line(`POST ${OWN_VOTE}`, '/binh-chon/bia-dat', '                         410  410  410  410  410  410');

line('GET /to-chuc-moi', '/to-chuc-moi', '                               200  200  200  200  200  200');
line('POST /to-chuc-moi', '/to-chuc-moi', '                              422  422  422  422  422  422', {
  name: 'Hội',
});
line('GET /to-chuc-cho-duyet', '/to-chuc-cho-duyet', '                   303  200  200  200  200  200');
line('POST /to-chuc-cho-duyet/:organisation', '/to-chuc-cho-duyet/999', '401 404 404 404 404 404', {
  decision: 'accepted',
});
line('GET /to-chuc-cua-toi', '/to-chuc-cua-toi', '                       303  200  200  200  200  200');

// The door of a session: the organiser's own people. Whoever stands before the screen checks in alone.
const DOOR = `${WEEK}/diem-danh/:event/:id/:part`;
const DOOR_AT = `${AT}/diem-danh/activity/{heldActivity}/1`;
line(`GET ${DOOR}`, DOOR_AT, '                                           303  404  200  403  403  404');
line(`POST ${DOOR}`, DOOR_AT, '                                          401  404  303  403  403  404', {
  people: '1',
});
line(`POST ${DOOR}/gui`, `${DOOR_AT}/gui`, '                              401  422  422  422  422  422');
line(`GET ${DOOR}/tinh-hinh`, `${DOOR_AT}/tinh-hinh`, '                  303  404  200  403  403  404');
line(`GET ${DOOR}/man-hinh`, `${DOOR_AT}/man-hinh`, '                    303  404  200  403  403  404');
line(`GET ${DOOR}/man-hinh/ma`, `${DOOR_AT}/man-hinh/ma`, '              303  404  200  403  403  404');
const SELF_DOOR = '/tu-diem-danh/activity/{heldActivity}/1';
line('GET /tu-diem-danh/activity/:id/:session', SELF_DOOR, '             200  200  200  200  200  200');
line('POST /tu-diem-danh/activity/:id/:session', SELF_DOOR, '            422  422  422  422  422  422', {
  ticket: 'x.y',
  people: '1',
});
line('GET /manifest.webmanifest', '/manifest.webmanifest', '             200  200  200  200  200  200');
line('GET /ngoai-tuyen', '/ngoai-tuyen', '                               200  200  200  200  200  200');
line('GET /sw.js', '/sw.js', '                                           200  200  200  200  200  200');

// Guests of the province's ceremony; the reporter's commune is host of its site. A role above or beside sees no people.
const GUESTS = `${WEEK}/le-khai-mac/:ceremony/khach-moi`;
const GUESTS_AT = `${AT}/le-khai-mac/{guestCeremony}/khach-moi`;
line('GET /khach/:token', '/khach/{guestToken}', '                           200  200  200  200  200  200');
line('POST /khach/:token', '/khach/{guestToken}', '                          303  303  303  303  303  303', {
  answer: 'yes',
});
line('GET /khach/:token/lich.ics', '/khach/{guestToken}/lich.ics', '         200  200  200  200  200  200');
line('GET /khach/:token', '/khach/{officeToken}', '                          410  410  410  410  410  410');
line('GET /khach-moi/:token', '/khach-moi/{officeToken}', '                  200  200  200  200  200  200');
line('POST /khach-moi/:token', '/khach-moi/{officeToken}', '                 303  303  303  303  303  303', {
  sends: 'nobody',
});
line(`GET ${GUESTS}`, GUESTS_AT, '                                           303  404  200  403  200  404');
line(`GET ${GUESTS}/danh-sach.xlsx`, `${GUESTS_AT}/danh-sach.xlsx`, '         303  404  200  403  200  404');
line(`GET ${GUESTS}/them`, `${GUESTS_AT}/them`, '                             303  404  403  403  200  404');
line(`POST ${GUESTS}/them`, `${GUESTS_AT}/them`, '                            401  404  403  403  200  404', {
  lines: 'Chủ tịch Hội',
  site: '{guestSite}',
});
line(`POST ${GUESTS}/them/nhan`, `${GUESTS_AT}/them/nhan`, '                  401  404  403  403  303  404', {
  site: '{guestSite}',
  count: '1',
  'label-1': 'Chủ tịch Hội',
  'quota-1': '1',
});
line(`POST ${GUESTS}/them/le-truoc`, `${GUESTS_AT}/them/le-truoc`, '          401  404  403  403  404  404', {
  from: '999999',
});
line(`GET ${GUESTS}/nhom/:group`, `${GUESTS_AT}/nhom/{guestGroup}`, '         303  404  200  403  200  404');
line(`POST ${GUESTS}/nhom/:group`, `${GUESTS_AT}/nhom/{guestGroup}`, '        401  404  403  403  303  404', {
  label: 'Hiệu trưởng',
  quota: '2',
  position: '1',
  site: '{guestSite}',
});
line(`POST ${GUESTS}/nhom/:group/nguoi`, `${GUESTS_AT}/nhom/{guestGroup}/nguoi`, '401 404 403 403 303 404');
line(`POST ${GUESTS}/nhom/:group/duong-dan`, `${GUESTS_AT}/nhom/{guestGroup}/duong-dan`, '401 404 403 403 303 404');
line(`GET ${GUESTS}/giay-moi`, `${GUESTS_AT}/giay-moi`, '                     303  404  403  403  200  404');
line(`POST ${GUESTS}/giay-moi/gui`, `${GUESTS_AT}/giay-moi/gui`, '            401  404  403  403  303  404');
line(`POST ${GUESTS}/giay-moi/nhac`, `${GUESTS_AT}/giay-moi/nhac`, '          401  404  403  403  303  404');
line(`POST ${GUESTS}/giay-moi/van-ban`, `${GUESTS_AT}/giay-moi/van-ban`, '    401  404  403  403  303  404');
line(`GET ${GUESTS}/giay-moi/noi-nhan.xlsx`, `${GUESTS_AT}/giay-moi/noi-nhan.xlsx`, '303 404 403 403 200 404');
const ROOM = `${GUESTS_AT}/cho-ngoi/{guestSite}`;
line(`GET ${GUESTS}/cho-ngoi/:site`, ROOM, '                                 303  404  200  403  200  404');
line(`GET ${GUESTS}/cho-ngoi/:site/so-do`, `${ROOM}/so-do`, '                303  404  200  403  200  404');
line(`POST ${GUESTS}/cho-ngoi/:site/hang`, `${ROOM}/hang`, '                 401  404  403  403  303  404', {
  rows: 'A 5',
});
line(`POST ${GUESTS}/cho-ngoi/:site/xep`, `${ROOM}/xep`, '                   401  404  403  403  303  404', {
  who: 'all',
});
line(`POST ${GUESTS}/cho-ngoi/:site/ghe`, `${ROOM}/ghe`, '                   401  404  403  403  303  404');
line(`POST ${GUESTS}/bien-ban`, `${GUESTS_AT}/bien-ban`, '                    401  404  403  403  409  404');
line(`POST ${GUESTS}/nhom/:group/rut`, `${GUESTS_AT}/nhom/{guestGroup}/rut`, ' 401 404 403 403 303 404');

// The province's ceremony; the reporter's commune is host of one of its sites and sees that site alone.
const CEREMONIES = `${WEEK}/le-khai-mac`;
const CEREMONY = `${CEREMONIES}/:ceremony`;
const CEREMONY_AT = `${AT}/le-khai-mac/{guestCeremony}`;
line(`GET ${CEREMONIES}`, `${AT}/le-khai-mac`, '                             303  404  200  200  200  404');
line(`GET ${CEREMONIES}/moi`, `${AT}/le-khai-mac/moi`, '                     303  404  200  403  200  404');
line(`POST ${CEREMONIES}/moi`, `${AT}/le-khai-mac/moi`, '                    401  404  422  403  422  404', {
  unit: '{commune}',
});
line(`GET ${CEREMONY}`, CEREMONY_AT, '                                       303  404  404  200  200  404');
line(`GET ${CEREMONY}/sua`, `${CEREMONY_AT}/sua`, '                          303  404  404  403  200  404');
line(`POST ${CEREMONY}/sua`, `${CEREMONY_AT}/sua`, '                         401  404  404  403  422  404', {
  _version: '1',
});
line(`POST ${CEREMONY}/cong-bo`, `${CEREMONY_AT}/cong-bo`, '                 401  404  404  403  409  404');
line(`POST ${CEREMONY}/huy`, `${CEREMONY_AT}/huy`, '                         401  404  404  403  422  404');
line(`POST ${CEREMONY}/da-to-chuc`, `${CEREMONY_AT}/da-to-chuc`, '           401  404  404  403  409  404');
line(`GET ${CEREMONY}/diem-cau`, `${CEREMONY_AT}/diem-cau`, '                303  404  404  200  200  404');
line(`GET ${CEREMONY}/diem-cau/tai.xlsx`, `${CEREMONY_AT}/diem-cau/tai.xlsx`, '303 404 404 200 200 404');
line(`GET ${CEREMONY}/diem-cau/moi`, `${CEREMONY_AT}/diem-cau/moi`, '        303  404  404  403  200  404');
line(`POST ${CEREMONY}/diem-cau/moi`, `${CEREMONY_AT}/diem-cau/moi`, '       401  404  404  403  422  404', {
  kind: 'connected',
});
line(`POST ${CEREMONY}/diem-cau/theo-cap`, `${CEREMONY_AT}/diem-cau/theo-cap`, '401 404 404 403 303 404', {
  level: 'district',
});
line(`POST ${CEREMONY}/diem-cau/dan`, `${CEREMONY_AT}/diem-cau/dan`, '       401  404  404  403  422  404');
const SITE_AT = `${CEREMONY_AT}/diem-cau/{guestSite}`;
line(`GET ${CEREMONY}/diem-cau/:site`, SITE_AT, '                            303  404  200  200  200  404');
line(`GET ${CEREMONY}/diem-cau/:site/sua`, `${SITE_AT}/sua`, '               303  404  404  403  200  404');
line(`POST ${CEREMONY}/diem-cau/:site/sua`, `${SITE_AT}/sua`, '              401  404  404  403  422  404', {
  _version: '1',
  kind: 'connected',
});
line(`POST ${CEREMONY}/diem-cau/:site/thu`, `${SITE_AT}/thu`, '              401  404  409  403  409  404', {
  _version: '999',
  state: 'good',
  testDay: '2026-09-14',
  testTime: '8:00',
});
line(`POST ${CEREMONY}/diem-cau/:site/chuyen`, `${SITE_AT}/chuyen`, '        401  404  404  403  303  404', {
  by: '1',
});
line(`POST ${CEREMONY}/diem-cau/:site/bo`, `${SITE_AT}/bo`, '                401  404  404  403  422  404');
line(`GET ${CEREMONY}/chuong-trinh`, `${CEREMONY_AT}/chuong-trinh`, '        303  404  404  200  200  404');
line(`POST ${CEREMONY}/chuong-trinh`, `${CEREMONY_AT}/chuong-trinh`, '       401  404  404  403  200  404', {
  _version: '1',
  rows: '0',
  action: 'check',
});
line(`POST ${CEREMONY}/chuong-trinh/van-ban`, `${CEREMONY_AT}/chuong-trinh/van-ban`, '401 404 404 403 303 404');
const PROGRAMME_FILE = 'chuong-trinh/chuong-trinh';
line(`GET ${CEREMONY}/${PROGRAMME_FILE}.pdf`, `${CEREMONY_AT}/${PROGRAMME_FILE}.pdf`, '303 404 404 200 200 404');
line(`GET ${CEREMONY}/${PROGRAMME_FILE}.docx`, `${CEREMONY_AT}/${PROGRAMME_FILE}.docx`, '303 404 404 200 200 404');
line(`GET ${CEREMONY}/dieu-khien`, `${CEREMONY_AT}/dieu-khien`, '            303  404  404  200  200  404');
line(`POST ${CEREMONY}/dieu-khien`, `${CEREMONY_AT}/dieu-khien`, '           401  404  404  403  303  404', {
  step: 'later',
});
line('GET /man-hinh/:token', '/man-hinh/{screenToken}', '                    200  200  200  200  200  200');
line('GET /man-hinh/:token/du-lieu', '/man-hinh/{screenToken}/du-lieu', '    200  200  200  200  200  200');
line('GET /man-hinh/:token', '/man-hinh/khong-phai', '                       404  404  404  404  404  404');
line(`POST ${CEREMONY}/dieu-khien/duong-dan`, `${CEREMONY_AT}/dieu-khien/duong-dan`, '401 404 404 403 303 404');
line('GET /man-hinh/:token', '/man-hinh/{screenToken}', '                    404  404  404  404  404  404');
// It is not open to everybody.
line('GET /le-khai-mac/:ceremony/anh.png', '/le-khai-mac/999999/anh.png', '404  404  404  404  404  404');
line('GET /le-khai-mac/:ceremony/lich.ics', '/le-khai-mac/999999/lich.ics', '404  404  404  404  404  404');
line('GET /le-khai-mac/:ceremony', '/le-khai-mac/{guestCeremony}', '         404  404  404  404  404  404');

// Last, for they end the session.
line('POST /tai-khoan/dang-xuat-moi-noi', '/tai-khoan/dang-xuat-moi-noi', '401 303 303 303 303 303');
line('POST /dang-xuat', '/dang-xuat', '                                  303  303  303  303  303  303');

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  app = createApp(platform);
  await markInstalled(platform);
  const commune = (name: string) => ({ name, kind: 'xa', level: 'commune' as const });
  const home = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [commune('Xã Bến Đò'), commune('Xã Đồi Chè')],
  });
  const abroad = await makeTerritory(platform.db, {
    name: 'Tỉnh Núi Bạc',
    kind: 'tinh',
    level: 'province',
    children: [commune('Xã Suối Reo')],
  });
  const at = (name: string) => home.get(name)!;
  names.set('province', String(at('Tỉnh Sông Xanh')));
  names.set('commune', String(at('Xã Bến Đò')));
  names.set('other', String(at('Xã Đồi Chè')));
  visitors.set('foreigner', await makeVisitor(platform.db, [['reporter', abroad.get('Xã Suối Reo')!]]));
  visitors.set('reporter', await makeVisitor(platform.db, [['reporter', at('Xã Bến Đò')]]));
  visitors.set('reviewer', await makeVisitor(platform.db, [['reviewer', at('Tỉnh Sông Xanh')]]));
  visitors.set('coordinator', await makeVisitor(platform.db, [['coordinator', at('Tỉnh Sông Xanh')]]));
  visitors.set('administrator', await makeVisitor(platform.db, [], { isAdministrator: true }));
  for (const [who, { accountId }] of visitors) names.set(`${who}Account`, accountId);

  // The Week is opened as a coordinator opens it: a document dropped in and confirmed.
  const body = new FormData();
  body.set('tep', new File([PLAN_TEXT], 'ke-hoach.txt', { type: 'text/plain' }));
  body.set('don-vi', names.get('province')!);
  const upload = await ask('coordinator', 'POST', '/van-ban', body);
  names.set('document', /\d+$/.exec(upload.headers.get('location')!)![0]);
  const withForm = new FormData();
  withForm.set('tep', new File([new Uint8Array(makePlanWithFormDocx('six-groups'))], 'ke-hoach-kem-mau.docx'));
  withForm.set('don-vi', names.get('province')!);
  const second = await ask('coordinator', 'POST', '/van-ban', withForm);
  names.set('formDocument', /\d+$/.exec(second.headers.get('location')!)![0]);
  const opened = await ask('coordinator', 'POST', `/van-ban/${names.get('document')}/mo`, { version: '1' });
  names.set('edition', /\d+$/.exec(opened.headers.get('location')!)![0]);
  const tasks = await platform.db.owner
    .selectFrom('task')
    .where('assignee_level', '=', 'commune')
    .select('id')
    .executeTakeFirstOrThrow();
  names.set('task', String(tasks.id));
  const drafted = await ask('reporter', 'POST', `/tuan-le/${names.get('edition')}/hoat-dong/moi`, {
    kind: 'talk',
    title: 'Tọa đàm',
    area: names.get('commune')!,
    action: 'save',
  });
  names.set('draftActivity', /\d+$/.exec(drafted.headers.get('location')!)![0]);
  const list = new FormData();
  list.set('tep', new File(['Tên,Loại\nTọa đàm từ bảng,Tọa đàm'], 'hoat-dong.csv', { type: 'text/csv' }));
  const listed = await ask('reporter', 'POST', `/tuan-le/${names.get('edition')}/hoat-dong/nhap`, list);
  names.set('import', /\d+$/.exec(listed.headers.get('location')!)![0]);
  const organiser = await platform.db.owner
    .selectFrom('edition_unit')
    .where('name', '=', 'Xã Bến Đò')
    .select(['edition_id', 'unit_id', 'name', 'lft', 'rgt'])
    .executeTakeFirstOrThrow();
  const { unit_id, edition_id, ...place } = organiser;
  const host = { ...place, unitId: unit_id, children: [] };
  const held = await makeHeldActivity(platform.db, edition_id, host, ['2026-09-15T08:00:00+07:00'], []);
  names.set('heldActivity', String(held.activityId));
  const judges = [visitors.get('reviewer')!.accountId];
  const entries = ['2026-09-01T00:00:00+07:00', '2026-12-31T00:00:00+07:00'] as const;
  const contest = await makeContest(platform.db, edition_id, host, { judges, entries });
  names.set('contest', String(contest));
  const sent = await makeEntry(platform.db, contest, host, 1, { status: 'sent' });
  names.set('contestEntry', String(sent));
  names.set('ownEntry', linkToken(platform.secretKey, 'contest-entry', sent, 1));
  const judged = await makeContest(platform.db, edition_id, host, { status: 'judging', judges });
  names.set('judgedContest', String(judged));
  names.set('judgedEntry', String(await makeEntry(platform.db, judged, host, 1)));
  const expected = [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
  const editionId = Number(names.get('edition')) as EditionId;
  const entered = await ask('reporter', 'POST', `/so-van-ban/${names.get('commune')}/ghi`, {
    direction: 'in',
    receivedOn: '2026-09-15',
    office: 'Sở Giáo dục',
    subject: 'Công văn',
  });
  const paperOf = async (who: Who, unit: string): Promise<string> => {
    const made = await ask(who, 'POST', '/van-ban-di/moi', { unit: names.get(unit)!, kind: 'letter', edition: '' });
    return /\d+/.exec(made.headers.get('location')!)![0];
  };
  names.set('paper', await paperOf('reporter', 'commune'));
  names.set('thrownPaper', await paperOf('reporter', 'commune'));
  names.set('provincePaper', await paperOf('coordinator', 'province'));
  const asCoordinator: Ask = (method, path, body) => ask('coordinator', method, path, body);
  const province = names.get('province')!;
  const issued = await issuePaperOf(asCoordinator, platform.db, { kind: 'letter', unit: province, day: '2026-09-15' });
  names.set('issuedPaper', /\d+$/.exec(issued)![0]);
  const { verification_code: code } = await platform.db.owner
    .selectFrom('paper')
    .where('id', '=', Number(names.get('issuedPaper')))
    .select('verification_code')
    .executeTakeFirstOrThrow();
  names.set('code', code!);
  for (const [name, owner] of [
    ['personKey', 'person'],
    ['sealKey', 'seal'],
    ['thrownKey', 'seal'],
  ] as const) {
    const secret = 'mật khẩu dài';
    const fields = { unit: province, owner, name, password: secret, repeat: secret };
    const made = await ask('coordinator', 'POST', '/khoa-ky/dung-thu', fields);
    names.set(name, /\d+$/.exec(made.headers.get('location')!)![0]);
  }
  const run = await ask('coordinator', 'POST', '/ky-so', {
    key: names.get('personKey')!,
    papers: names.get('issuedPaper')!,
    password: 'mật khẩu dài',
  });
  names.set('run', /\d+$/.exec(run.headers.get('location')!)![0]);
  const template = await paperOf('coordinator', 'province');
  const { model } = await platform.db.owner
    .selectFrom('paper')
    .where('id', '=', Number(template))
    .select('model')
    .executeTakeFirstOrThrow();
  const whole: unknown = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'Nội dung'));
  await ask('coordinator', 'POST', `/van-ban-di/${template}/luu`, JSON.stringify({ version: 1, model: whole }));
  const merge = await ask('coordinator', 'POST', `/van-ban-di/${template}/tron/lap`, {
    rows: '[{"Tên":"A"}]',
    issuedOn: '2022-09-15',
    output: 'many',
    _version: '2',
  });
  names.set('merge', /\d+$/.exec(merge.headers.get('location')!)![0]);
  names.set('entry', /\d+$/.exec(entered.headers.get('location')!)![0]);
  await signUpSomebody();
  await asSystem({ platform }, (tx) =>
    expectReports(tx, { editionId, definition: smallForm, fileSha256: null, rootDueOn: null, expected }),
  );
  const guests = await makeGuestList(platform.db, platform.secretKey, {
    editionId,
    unitId: Number(names.get('province')) as UnitId,
    hostUnitId: Number(names.get('commune')) as UnitId,
    startsAt: new Date('2026-10-01T08:00:00+07:00'),
  });
  for (const [name, value] of Object.entries(guests)) names.set(name, value);
  names.set('screenToken', linkToken(platform.secretKey, 'screen', Number(names.get('guestCeremony')), 1));
}, 60_000);
afterAll(() => platform.drop());

/** An activity of the commune with two who have signed up. */
async function signUpSomebody(): Promise<void> {
  const editionId = Number(names.get('edition')) as EditionId;
  const place = await platform.db.owner
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', Number(names.get('commune')) as UnitId)
    .select(['unit_id as unitId', 'lft', 'name'])
    .executeTakeFirstOrThrow();
  const times = { startsAt: '2026-10-05T08:00:00+07:00', endsAt: '2026-10-05T10:00:00+07:00' };
  const activityId = await makePublishedActivity(platform.db, editionId, place, times);
  names.set('openActivity', String(activityId));
  const ctx = { platform, actor: null, locale: 'vi', requestId: 'test' } as const;
  for (const name of ['signUp', 'otherSignUp']) {
    const party = { people: 1, children: 0, isGuardian: false, organisation: '' };
    const who = { name: 'Ai đó', mode: 'in-person', locale: 'vi', address: '10.9.9.9' } as const;
    const { token, id } = await signUp(ctx, { activityId, ...who, ...party });
    names.set(name, token);
    names.set(`${name}Id`, String(id));
  }
}

function ask(
  who: Who,
  method: string,
  path: string,
  fields?: Readonly<Record<string, string>> | FormData | string,
): Promise<Response> {
  const cookie = visitors.get(who)?.cookie;
  const body = fields instanceof FormData || typeof fields === 'string' ? fields : new URLSearchParams(fields);
  return Promise.resolve(
    app.request(
      `http://localhost:8080${path}`,
      { method, headers: cookie ? { cookie } : {}, ...(method === 'GET' ? {} : { body }) },
      { incoming: { socket: { remoteAddress: '10.0.0.9' } } },
    ),
  );
}

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? '?');

describe('every route', () => {
  test('has its line in the table', () => {
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const listed = new Set(CASES.map(({ route }) => route));
    expect(routes.filter((route) => !listed.has(route))).toEqual([]);
    expect([...listed].filter((route) => !routes.includes(route))).toEqual([]);
  });

  test.for(CASES)('$route ($path)', async ({ route, path, expected, fields = {} }) => {
    const [method = 'GET'] = route.split(' ');
    const actual: Record<string, number> = {};
    for (const who of PEOPLE) {
      names.set('who', who);
      const given = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, filled(value)]));
      const answer = await ask(who, method, filled(path), given);
      actual[who] = answer.status;
      // A stranger is led to the sign-in page, and from there back to here.
      const location = answer.headers.get('location') ?? '';
      if (who === 'stranger' && answer.status === 303 && location.startsWith('/dang-nhap?')) {
        expect(new URLSearchParams(location.split('?')[1]).get('tiep')).toBe(filled(path));
      }
    }
    expect(actual).toEqual(Object.fromEntries(PEOPLE.map((who, index) => [who, expected[index]])));
  });
});
