import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
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
});
