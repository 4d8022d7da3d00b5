import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  // Anybody checks a paper: no account, the same answer for all.
  line('GET /xac-minh', '/xac-minh', '                                     200  200  200  200  200  200');
  line('GET /xac-minh', '/xac-minh?ma=123', '                              422  422  422  422  422  422');
  line('GET /xac-minh/:code', '/xac-minh/{code}', '                        200  200  200  200  200  200');
  line('GET /xac-minh/:code', '/xac-minh/7K2M-9QXD-4HTA', '                404  404  404  404  404  404');

  line('POST /xac-minh', '/xac-minh', '                                    422  422  422  422  422  422', { tep: '' });
});
