import http from 'k6/http';
import type { Rest } from '../rest/rest.ts';
import { expectStatus, textAt } from './expect.ts';

const TEXT = 'notes of a smoke run';

/** Uploads a file, attaches it, and downloads it whole and in part. */
export async function visitFiles(rest: Rest, channelId: string, name: string): Promise<void> {
  const uploaded = await rest.call('uploadFile', { form: { file: http.file(TEXT, 'notes.txt', 'text/plain') } });
  expectStatus('uploadFile', uploaded, 201, { 'is plain text': (file) => file.json('type') === 'text/plain' });
  const fileId = textAt(uploaded, 'id');
  const json = { clientId: `${name}-file`, content: '', fileIds: [fileId] };
  expectStatus('sendMessage with a file', await rest.call('sendMessage', { path: { channelId }, json }), 201);
  const path = { fileId };
  expectStatus('downloadFile', await rest.call('downloadFile', { path }), 200, {
    'is what was uploaded': ({ body }) => body === TEXT,
  });
  const part = await rest.call('downloadFile', { path, headers: { Range: 'bytes=0-4' } });
  expectStatus('downloadFile in part', part, 206, { 'is that part': ({ body }) => body === TEXT.slice(0, 5) });
}
