export { DataState } from './data-state';
export { EmptyNote, type Emptiness } from './empty-note';
export { ProblemNote } from './problem-note';
export { Skeleton } from './skeleton';
