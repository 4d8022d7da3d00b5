import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /healthz', '/healthz', '                                       200  200  200  200  200  200');
  line('GET /readyz', '/readyz', '                                         200  200  200  200  200  200');
  line('GET /metrics', '/metrics', '                                       404  404  404  404  404  404');
  line('GET /robots.txt', '/robots.txt', '                                 200  200  200  200  200  200');
  line('GET /favicon.ico', '/favicon.ico', '                               302  302  302  302  302  302');
  line('GET /assets/:name', '/assets/khong-co.css', '                      404  404  404  404  404  404');

  line('POST /giao-dien', '/giao-dien', '                                  303  303  303  303  303  303', {
    theme: 'dark',
  });
  line('GET /ngon-ngu/:locale', '/ngon-ngu/vi', '                          303  303  303  303  303  303');

  line('GET /manifest.webmanifest', '/manifest.webmanifest', '             200  200  200  200  200  200');
  line('GET /ngoai-tuyen', '/ngoai-tuyen', '                               200  200  200  200  200  200');
  line('GET /sw.js', '/sw.js', '                                           200  200  200  200  200  200');
});
