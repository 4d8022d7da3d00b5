import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
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
  // By the link of the site alone; the signed-in say nothing more by it. A link that was renewed opens nothing.
  const BY_LINK = { _version: '999', state: 'good', testDay: '2026-09-14', testTime: '8:00' };
  line('GET /diem-cau/:token', '/diem-cau/{siteToken}', '                      200  200  200  200  200  200');
  line('POST /diem-cau/:token', '/diem-cau/{siteToken}', '                     409  409  409  409  409  409', BY_LINK);
  line('GET /diem-cau/:token', '/diem-cau/{guestToken}', '                     410  410  410  410  410  410');
  line('POST /diem-cau/:token', '/diem-cau/{guestToken}', '                    410  410  410  410  410  410', BY_LINK);
  line(`POST ${CEREMONY}/diem-cau/:site/duong-dan`, `${SITE_AT}/duong-dan`, '  401  404  404  403  303  404');
  line('GET /diem-cau/:token', '/diem-cau/{siteToken}', '                      410  410  410  410  410  410');
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
});
