import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
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
  line(
    `GET ${WEEK}/ke-hoach/:unit/ke-hoach.docx`,
    `${AT}/ke-hoach/{province}/ke-hoach.docx`,
    '303 404 200 200 200 404',
  );
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
});
