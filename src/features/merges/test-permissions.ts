import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  const P = '/van-ban-di/:paper';
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
});
