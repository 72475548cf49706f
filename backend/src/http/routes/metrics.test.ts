import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';

let closed: HttpUnderTest;
let open: HttpUnderTest;
beforeAll(async () => {
  [closed, open] = await Promise.all([startHttp(), startHttp({ env: { METRICS_PUBLIC: 'on' } })]);
});
afterAll(() => Promise.all([closed.close(), open.close()]));

describe('/metrics', () => {
  it('is for the service token', async () => {
    expect(await closed.call('GET', '/metrics', { token: SERVICE_TOKEN })).toMatchObject({
      status: 200,
      body: 'up 1\n',
    });
    const anonymous = await closed.call('GET', '/metrics');
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
    const { token } = await closed.register('ann');
    expect((await closed.call('GET', '/metrics', { token })).status).toBe(403);
  });

  it('is for everybody where METRICS_PUBLIC is on', async () => {
    expect((await open.call('GET', '/metrics')).status).toBe(200);
  });
});
