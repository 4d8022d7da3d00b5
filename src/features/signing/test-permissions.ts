import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  const P = '/van-ban-di/:paper';
  // Keys and signing: one's own and the unit's seal, for whoever signs for the unit itself.
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
  const TRUST = '/quan-tri/danh-sach-tin-cay';
  line(`GET ${TRUST}`, TRUST, '                                            303  403  403  403  403  200');
  line(`POST ${TRUST}`, TRUST, '                                           401  403  403  403  403  422', {
    name: 'CA',
  });
  line(`POST ${TRUST}/:anchor/bo`, `${TRUST}/999999/bo`, '                401  403  403  403  403  303');
});
