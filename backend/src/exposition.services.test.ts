import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startTestService, type TestService } from './testing/start-service.js';

const promtool = findProgram('promtool');
const describeLinted = promtool === undefined ? describe.skip : describe;

const lint = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const child = execFile(promtool ?? 'promtool', ['check', 'metrics'], (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
    child.stdin?.end(text);
  });

describeLinted('the exposition', () => {
  let chat: TestService;

  beforeAll(async () => {
    chat = await startTestService({ METRICS_PUBLIC: 'on' });
    const ann = await chat.register();
    const channel = await chat.channel(ann);
    await ann.rest.sendMessage(channel.id, { content: 'hello' });
    await ann.rest.history(channel.id);
  });

  afterAll(() => chat.stop());

  it('passes the linter of Prometheus without a remark', async () => {
    const text = await (await fetch(`${chat.url}/metrics`)).text();
    expect(text).toContain('messages_sent_total{channel_type="public"} 1');
    expect(await lint(text)).toBe('');
  });
});
