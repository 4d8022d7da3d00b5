import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
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
});
