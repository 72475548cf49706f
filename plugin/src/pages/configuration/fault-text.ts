import { t } from '../../locales/text';
import type { AddressFault, Asker } from './address';

/** What is wrong with an address and how it should look. */
export const faultText = (fault: AddressFault, asker: Asker): string => {
  switch (fault) {
    case 'missing':
      return t('configuration.fault-missing', 'An address is needed, such as http://chat.example:3000.');
    case 'not_an_address':
      return t('configuration.fault-not-an-address', 'This is no address: it begins with http:// or https://.');
    case 'scheme':
      return t(
        'configuration.fault-scheme',
        'It has to begin with http:// or https://. WebSockets go to the same address.',
      );
    case 'credentials':
      return t(
        'configuration.fault-credentials',
        'No user and password here: everybody who may see the settings would see them.',
      );
    case 'query':
      return t('configuration.fault-query', 'Nothing may follow the path: remove what begins with ? or #.');
    case 'path':
      return t(
        'configuration.fault-path',
        'Only the address of the service: the app appends paths such as /api and /ws itself.',
      );
    case 'mixed_content':
      return t(
        'configuration.fault-mixed-content',
        'Grafana is open over https, so browsers will not connect to an address without it.',
      );
    case 'only_here':
      return asker === 'server'
        ? t(
            'configuration.fault-only-server',
            'Right only where Grafana’s server and the service run on one machine; in a container, it is the container itself.',
          )
        : t(
            'configuration.fault-only-browser',
            'Right only for browsers on the machine of the service; others would look for it on their own.',
          );
  }
};
