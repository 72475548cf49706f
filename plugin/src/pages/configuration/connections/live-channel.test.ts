import { expect, it } from '@jest/globals';
import { judgeLive, type LiveAttempt } from './live-channel';

const PAGE = 'https://grafana.example';
const proxy: LiveAttempt = {
  mode: 'proxy',
  url: 'wss://grafana.example/api/plugin-proxy/chatwatch-app/ws',
  opened: true,
  ready: false,
};
const direct: LiveAttempt = { ...proxy, mode: 'direct', url: 'wss://chat.example/ws' };
const refused = (status: number, code: string) => ({ status, body: { code } });

it.each<[string, LiveAttempt, RegExp, RegExp]>([
  ['no upgrade passes the proxy', { ...proxy, opened: false, closeCode: 1006 }, /did not open/, /allow Upgrade/],
  [
    'the service is not there for browsers',
    { ...direct, opened: false, closeCode: 1006 },
    /could not open wss:\/\/chat.example\/ws/,
    /PUBLIC_ORIGINS.*https:\/\/grafana\.example/,
  ],
  [
    'the policy forbids it',
    { ...direct, opened: false, forbiddenBy: 'policy' },
    /security policy/,
    /wss:\/\/chat\.example/,
  ],
  [
    'content would be mixed',
    { ...direct, opened: false, forbiddenBy: 'mixed_content' },
    /over https/,
    /over https too/,
  ],
  [
    'there is no ticket',
    { ...direct, opened: false, ticket: refused(401, 'unauthorized') },
    /no ticket.*unauthorized/,
    /token/,
  ],
  [
    'Grafana gets no ticket',
    { ...direct, opened: false, ticket: { status: 502, body: '' } },
    /cannot reach/,
    /address/,
  ],
  ['credentials are refused', { ...proxy, closeCode: 4001 }, /refused the credentials/, /token/],
  ['protocols differ', { ...proxy, closeCode: 4000 }, /another version/, /Update/],
  ['it shuts down', { ...proxy, closeCode: 4006 }, /shutting down/, /again/],
  ['something else answers', { ...proxy, closeCode: 1000 }, /did not greet/, /other way/],
  ['nothing is said', proxy, /did not greet/, /proxy/],
])('says what is wrong when %s', (_, attempt, says, remedy) => {
  const verdict = judgeLive(attempt, 'http://balancer:3000', PAGE);
  expect(verdict.outcome).toBe('failed');
  expect(verdict.says).toMatch(says);
  expect(verdict.remedy).toMatch(remedy);
});

it.each([
  [proxy, /through Grafana/],
  [direct, /directly/],
])('passes when the service greets', (attempt, says) => {
  const verdict = judgeLive({ ...attempt, ready: true }, 'http://balancer:3000', PAGE);
  expect(verdict).toEqual({ outcome: 'passed', says: expect.stringMatching(says) });
});
