import { pythonVenv } from '../sources/python-venv.mjs';

/** Makes requests out of an API's document, valid ones and broken ones, and judges the answers by it. @type {import('../part.mjs').Part} */
export const schemathesis = {
  name: 'schemathesis',
  programs: ['schemathesis'],
  minimum: '4.32',
  versionArguments: ['--version'],
  source: pythonVenv({
    package: 'schemathesis',
    version: '4.32.5',
    module: 'schemathesis.cli',
    program: 'schemathesis',
    usually: '30 s',
  }),
  byHand: 'install Schemathesis 4.32 or newer with pipx, so that schemathesis is on PATH',
};
