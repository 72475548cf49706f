import { MemoryExchange } from './testing/memory-transport.js';
import { describeTransport } from './contract/transport.js';

const exchange = new MemoryExchange();
describeTransport(() => exchange.transport());
