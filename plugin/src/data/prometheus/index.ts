export { latest, type Answered, type Ask, type Series } from './answer';
export { ServicesProvider, useChosen, useServicePresence, type ServicePresence } from './services';
export { useQueries } from './use-queries';
export { oneOf } from './fill';
