import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /to-chuc-moi', '/to-chuc-moi', '                               200  200  200  200  200  200');
  line('POST /to-chuc-moi', '/to-chuc-moi', '                              422  422  422  422  422  422', {
    name: 'Hội',
  });
  line('GET /to-chuc-cho-duyet', '/to-chuc-cho-duyet', '                   303  200  200  200  200  200');
  line('POST /to-chuc-cho-duyet/:organisation', '/to-chuc-cho-duyet/999', '401 404 404 404 404 404', {
    decision: 'accepted',
  });
  line('GET /to-chuc-cua-toi', '/to-chuc-cua-toi', '                       303  200  200  200  200  200');
});
