import { setBootData } from '../grafana/boot-data';

// Grafana's packages read it as they load, so they are loaded after.
setBootData();
void import('./start');
