export { latest, type Answered, type Ask, type Series } from './answer';
export { ServicesProvider, useChosen, useServicePresence } from './services';
export { useQueries } from './use-queries';
export { oneOf } from './fill';
