export { DataState } from './data-state';
export { EmptyNote } from './empty-note';
export { ProblemNote } from './problem-note';
export { Skeleton } from './skeleton';
