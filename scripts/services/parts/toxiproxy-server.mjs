import { goModule } from '../sources/go-module.mjs';

/** Stands between two parts and breaks their connection on request. @type {import('../part.mjs').Part} */
export const toxiproxyServer = {
  name: 'toxiproxy-server',
  programs: ['toxiproxy-server'],
  minimum: '2.5',
  versionArguments: ['-version'],
  source: goModule({
    module: 'github.com/Shopify/toxiproxy/v2/cmd/server',
    version: '2.12.0',
    builds: 'server',
    program: 'toxiproxy-server',
    usually: '30 s',
  }),
  byHand: 'install Toxiproxy 2.5 or newer, or Go, with which it is compiled; macOS: brew install toxiproxy',
};
