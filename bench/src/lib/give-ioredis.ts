import type { ResolveHook } from 'node:module';

/** Hooks of the module loader: whoever imports `ioredis` gets the bench's. */

let parentURL: string | undefined;

export const initialize = (benchUrl: string): void => {
  parentURL = benchUrl;
};

export const resolve: ResolveHook = (specifier, context, next) =>
  next(specifier, specifier === 'ioredis' ? { ...context, parentURL } : context);
