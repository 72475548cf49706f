import { credentialsOf } from '../people/town.ts';
import { Rest } from '../rest/rest.ts';
import { expectStatus, textAt } from './expect.ts';
import type { Tourist } from './tour.ts';

/** Registers and signs somebody in, looks people up, sets a status, reports vitals. Answers with the person's own id. */
export async function visitAccounts(rest: Rest, { run, name }: Tourist): Promise<string> {
  const nobody = new Rest(run.baseUrl);
  const newcomer = credentialsOf(run, `${name}-tour`);
  expectStatus('register', await nobody.call('register', { json: { name: `k6 ${name} tour`, ...newcomer } }), 201);
  expectStatus('login', await nobody.call('login', { json: newcomer }), 200, {
    'gives a token': (session) => typeof session.json('token') === 'string',
  });
  const me = await rest.call('getMe');
  expectStatus('getMe', me, 200);
  const userId = textAt(me, 'id');
  expectStatus('searchUsers', await rest.call('searchUsers', { query: { q: run.runId } }), 200, {
    'finds somebody': (found) => Number(found.json('users.#')) > 0,
  });
  const updates = [{ userId, status: 'busy' }];
  expectStatus('setStatuses', await rest.call('setStatuses', { json: { updates } }), 200, {
    'matches one': (result) => result.json('matched') === 1,
  });
  const samples = [{ name: 'LCP', value: 900, rating: 'good' }];
  expectStatus('reportVitals', await rest.call('reportVitals', { json: { page: 'overview', samples } }), 202);
  return userId;
}
