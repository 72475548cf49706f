import { ErrorCode } from '@chatwatch/client';
import { type RequestHandler, Router } from 'express';
import { ChatError } from '../errors.js';
import type { Edge, Route } from './route.js';

/**
 * Routes as an Express router. Their templates are registered in full and in one router, so that
 * `req.baseUrl + req.route.path` is the template whatever the request.
 */
export const mountRoutes = (routes: readonly Route[], edge: Edge): Router => {
  const router = Router();
  for (const path of new Set(routes.map((route) => route.path))) {
    const sharers = routes.filter((route) => route.path === path);
    const entry = router.route(path);
    for (const route of sharers) entry[route.method](route.serve(edge));
    entry.all(refuseMethod(sharers));
  }
  return router;
};

const refuseMethod = (routes: readonly Route[]): RequestHandler => {
  const methods = routes.map((route) => route.method.toUpperCase());
  // Express answers HEAD with the handler of GET.
  const allow = (methods.includes('GET') ? [...methods, 'HEAD'] : methods).join(', ');
  return (_request, response) => {
    response.setHeader('Allow', allow);
    throw new ChatError(ErrorCode.MethodNotAllowed, `This path takes ${allow}`);
  };
};
