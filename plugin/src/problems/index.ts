export { ProblemError, type Problem, type ProblemKind } from './problem';
export { problemFrom, problemOf } from './problem-from';
