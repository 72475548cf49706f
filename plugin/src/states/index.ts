export { DataState } from './data-state';
export { EmptyNote } from './empty-note';
export { WithProblemBanner } from './problem-banner';
export { useProblem } from './problem-board';
export { ProblemAlert, ProblemNote } from './problem-note';
export { QuietNote } from './quiet-note';
export { Skeleton } from './skeleton';
