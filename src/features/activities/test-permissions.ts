import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  // Activities: an organiser's draft; the province checks what is below it, and may write for it only as coordinator.
  const ACTIVITIES = `${WEEK}/hoat-dong`;
  const DRAFT = `${AT}/hoat-dong/{draftActivity}`;
  line('GET /quy-tac-cong-bo', '/quy-tac-cong-bo', '                       200  200  200  200  200  200');
  line(`GET ${ACTIVITIES}`, `${AT}/hoat-dong`, '                           303  404  200  200  200  404');
  line(`GET ${ACTIVITIES}/danh-sach.xlsx`, `${AT}/hoat-dong/danh-sach.xlsx`, '303  404  200  200  200  404');
  line(`POST ${ACTIVITIES}/nhieu`, `${AT}/hoat-dong/nhieu`, '              401  404  303  403  303  404');
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
});
