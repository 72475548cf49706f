import { goModule } from '../sources/go-module.mjs';

/**
 * Reads Compose files as `docker compose` does, as it is the same library, and needs no engine. Debian's own
 * docker-compose is of 2021 and does not know what came since. Of the library's own program, releases after this one
 * leave every variable empty.
 * @type {import('../part.mjs').Part}
 */
export const composeSpec = {
  name: 'compose-spec',
  programs: ['compose-spec'],
  minimum: '2.2',
  versionArguments: ['-help'],
  source: goModule({
    module: 'github.com/compose-spec/compose-go/v2/cmd',
    version: '2.2.0',
    builds: 'cmd',
    program: 'compose-spec',
    usually: '20 s',
  }),
  byHand: 'install Go, with which it is compiled',
};
