import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';
import { formOf, postForm } from '../testing/upload.js';
import { answerTo, statusesIn } from './raw-connection.js';
import { type Random, withRandom } from './seeded-random.js';
import { isSoak } from './soak.js';
import { type UploadCase, uploadCases } from './upload-cases.js';

const MAX_BYTES = 100_000;
const ABORTS = isSoak ? 200 : 25;

let service: TestService;
let user: TestUser;

beforeAll(async () => {
  service = await startTestService({ UPLOAD_MAX_BYTES: String(MAX_BYTES), METRICS_PUBLIC: 'on' });
  user = await service.register();
});
afterAll(() => service.stop());

const filesDirectory = (): string => path.join(service.directory, 'files');

const headOf = (
  sizeBytes: number,
  { contentType = 'multipart/form-data; boundary=b', headers = [] }: Partial<UploadCase> = {},
): string =>
  [
    'POST /api/files HTTP/1.1',
    'Host: a',
    'Connection: close',
    `Authorization: Bearer ${user.token}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${sizeBytes}`,
    ...headers,
    '\r\n',
  ].join('\r\n');

/** Descriptors of this process that are open on uploaded files; the service runs in it. */
const openFiles = (): string[] => {
  const directory = '/proc/self/fd';
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter((descriptor) => {
    const file = path.join(directory, descriptor);
    return existsSync(file) && readlinkSync(file).startsWith(`${filesDirectory()}/`);
  });
};

/** Waits for what the service does once it notices that a sender has left, of which nobody is told. */
const expectSoon = async (read: () => unknown[], expected: readonly unknown[]): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (read().length !== expected.length && performance.now() < deadline) await setTimeout(5);
  expect(read()).toEqual(expected);
};

describe('a form with', () => {
  it.each(uploadCases)('$what is answered $status and leaves what it stored, no more', async (one) => {
    const before = readdirSync(filesDirectory()).length;
    const answer = await answerTo(service.url, headOf(one.body.length, one) + one.body);
    expect(statusesIn(answer)).toEqual([one.status]);
    expect(readdirSync(filesDirectory())).toHaveLength(before + (one.status === 201 ? 1 : 0));
  });

  it('a broken chunk is refused', async () => {
    const head = headOf(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    expect(statusesIn(await answerTo(service.url, `${head}5\r\n--b\r\n\r\nnonsense\r\n`))).toEqual([400]);
  });

  it('more than the limit in chunks, without a length, is refused while it comes', async () => {
    const head = headOf(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const chunk = `${(50_000).toString(16)}\r\n${'a'.repeat(50_000)}\r\n`;
    const form = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
    const first = `${form.length.toString(16)}\r\n${form}\r\n`;
    const answer = await answerTo(service.url, `${head}${first}${chunk.repeat(5)}0\r\n\r\n`);
    expect(statusesIn(answer)).toEqual([413]);
  });
});

describe('senders and readers that leave', () => {
  let stored: string[];

  beforeAll(() => {
    stored = readdirSync(filesDirectory());
  });
  afterEach(async () => {
    await expectSoon(openFiles, []);
  });

  const open = async (bytes: Buffer): Promise<Socket> => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write(bytes, resolve));
    return socket;
  };

  /** Leaves in one of the two ways there are: in good order, or by a reset. */
  const leave = async (socket: Socket, random: Random): Promise<void> => {
    if (random.below(2) === 0) socket.resetAndDestroy();
    else socket.destroy();
    await once(socket, 'close');
  };

  it(`leave nothing after ${ABORTS} uploads that are cut off`, async () => {
    const body = Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'a'.repeat(90_000)}\r\n--b--\r\n`,
    );
    const whole = Buffer.concat([Buffer.from(headOf(body.length)), body]);
    await withRandom(async (random) => {
      for (let count = 0; count < ABORTS; count++) {
        await leave(await open(whole.subarray(0, random.below(whole.length))), random);
      }
    });
    await expectSoon(() => readdirSync(filesDirectory()), stored);
  }, 120_000);

  it(`keep no file open after ${ABORTS} downloads that are cut off`, async () => {
    const sent = await postForm(service.url, user.token, formOf({ bytes: Buffer.alloc(90_000, 'a') }));
    const { id } = (await sent.json()) as { id: string };
    const request = `GET /api/files/${id} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${user.token}\r\n\r\n`;
    await withRandom(async (random) => {
      for (let count = 0; count < ABORTS; count++) {
        const socket = await open(Buffer.from(request.repeat(1 + random.below(20))));
        if (random.below(5) > 0) await once(socket, 'data');
        await leave(socket, random);
      }
    });
    expect(count(await metrics(), /^http_requests_total\{.*route="\/api\/files\/:fileId"/gm)).toBeGreaterThan(0);
  }, 120_000);
});

const metrics = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

describe('the service, after all that', () => {
  it('has failed nobody and stores the next file', async () => {
    expect(count(await metrics(), /^http_requests_total\{.*status_code="5/gm)).toBe(0);
    const response = await postForm(service.url, user.token, formOf({ bytes: Buffer.from('still here') }));
    expect(response.status).toBe(201);
  });

  it('has as many files on its disk as it said that it stored', async () => {
    const stored = [...(await metrics()).matchAll(/^file_uploads_total\{.*\} (\d+)$/gm)].map(([, total]) =>
      Number(total),
    );
    expect(readdirSync(filesDirectory())).toHaveLength(stored.reduce((sum, total) => sum + total, 0));
  });
});
