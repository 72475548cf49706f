import { z } from 'zod';
import { FILE_TYPES } from '../../files/file-types.js';
import type { Files } from '../../files/files.js';
import { sendFile, untilItsTurn } from '../files/send-file.js';
import { readUploadForm } from '../files/upload-form.js';
import { fileId, fileSchema, refusal } from '../resources.js';
import { type Route, streamRoute } from '../route.js';

/** The type that the file was found to have. */
const ANY_TYPE = '*/*';

/** @param uploadMaxBytes of one file */
export const fileRoutes = (files: Files, uploadMaxBytes: number): Route[] => [
  upload(files, uploadMaxBytes),
  download(files),
];

const upload = (files: Files, maxBytes: number): Route =>
  streamRoute({
    method: 'post',
    path: '/api/files',
    operationId: 'uploadFile',
    summary: 'Upload a file',
    description:
      `A form (multipart/form-data) with one file of up to ${maxBytes} bytes in the field "file". Its type is found by ` +
      `its content, whatever its name: ${Object.values(FILE_TYPES).join(', ')}. It is its uploader's alone until a ` +
      'message carries it, and is removed when none does within a day.',
    auth: 'user',
    limit: 'uploads',
    form: z.object({
      file: z.string().meta({ format: 'binary', description: 'The bytes of the file', examples: ['Meet at noon.'] }),
    }),
    answers: {
      201: { description: 'The file, stored', schema: fileSchema },
      400: refusal('The form is malformed, has no file or more than one, or the file is empty'),
      413: refusal('The file is too large'),
      415: refusal('The body is no form, or the content of the file is of no type that is taken'),
    },
    handler: async (request, response, _next, { actor }) => {
      const file = await readUploadForm(request, maxBytes, (sent) => files.upload(actor, sent));
      response.status(201).set('Cache-Control', 'no-store').json(file);
    },
  });

const download = (files: Files): Route =>
  streamRoute({
    method: 'get',
    path: '/api/files/:fileId',
    operationId: 'downloadFile',
    summary: 'Download a file',
    description:
      'Readable by who may read the message that carries it, until then by its uploader. One range of bytes may be asked ' +
      'for; several are answered with the whole. The entity tag is strong, If-None-Match and If-Range are understood. Who ' +
      'loses the right to read it while it is sent is cut off.',
    auth: 'any',
    params: z.object({ fileId }),
    answers: {
      200: { description: 'The bytes of the file, as an attachment under its name', mediaType: ANY_TYPE },
      206: { description: 'The range of bytes that was asked for', mediaType: ANY_TYPE },
      304: { description: 'The caller has the file already' },
      404: refusal('There is no such file, or one may not read it'),
      416: refusal('The range lies outside the file'),
    },
    handler: async (request, response, _next, { actor, params }) => {
      await untilItsTurn(response);
      const file = await files.find(actor, params.fileId);
      await sendFile(request, response, file, {
        read: (range) => files.read(file, range),
        watch: (onEnd) => files.watch(actor, file, onEnd),
      });
    },
  });
