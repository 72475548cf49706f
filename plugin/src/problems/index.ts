export { ProblemError, type Problem, type ProblemKind, type ProblemSource } from './problem';
export { problemFrom, problemOf } from './problem-from';
