import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
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
  line('POST /so-van-ban/:unit/:entry', '/so-van-ban/{commune}/{entry}', ' 401  404  422  404  404  404', {
    office: '',
  });
  line('POST /so-van-ban/:unit/:entry/bo', '/so-van-ban/{commune}/{entry}/bo', '401 404 303 404 404 404', {
    reason: 'Ghi nhầm',
  });
});
