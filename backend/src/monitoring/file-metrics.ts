import { baseEdges, bucketEdges, type Objectives } from '@chatwatch/objectives';
import { HotCounter, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';
import { FILE_TYPES } from '../files/file-types.js';

const types = Object.keys(FILE_TYPES);

/**
 * Counts and sizes of uploads by type.
 * @returns a function that stops listening
 */
export const observeFiles = (telemetry: Telemetry, objectives: Objectives): (() => void) => {
  const uploads = telemetry.register(
    new HotCounter({
      name: 'file_uploads_total',
      help: 'Files that were stored, by the type that their content has; refused ones are not counted.',
      labels: { file_type: types },
      startsAtZero: true,
    }),
  );
  const sizes = telemetry.register(
    new HotHistogram({
      name: 'file_upload_bytes',
      help: 'Size of the files that were stored.',
      labels: { file_type: types },
      edges: bucketEdges(objectives, 'file_upload_bytes', baseEdges.bytes),
    }),
  );
  return events.fileUploaded.subscribe(({ fileType, sizeBytes }) => {
    uploads.child({ file_type: fileType }).inc();
    sizes.child({ file_type: fileType }).observe(sizeBytes);
  });
};
