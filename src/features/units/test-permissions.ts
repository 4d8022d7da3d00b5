import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /don-vi/nhap-danh-sach', '/don-vi/nhap-danh-sach', '           303  403  403  403  403  200');
  line('POST /don-vi/nhap-danh-sach', '/don-vi/nhap-danh-sach', '          401  403  403  403  403  422');
  line('POST /don-vi/nhap-danh-sach/ghi', '/don-vi/nhap-danh-sach/ghi', '  401  403  403  403  403  422');
  line('GET /don-vi', '/don-vi', '                                         303  200  200  200  200  200');
  line('GET /don-vi/:unit{[0-9]+}', '/don-vi/{commune}', '                 303  200  200  200  200  200');
  line('GET /don-vi/:unit{[0-9]+}/them', '/don-vi/{province}/them', '      303  403  403  403  200  200');
  line('POST /don-vi/:unit{[0-9]+}/them', '/don-vi/{province}/them', '     401  403  403  403  422  422', { name: '' });
});
