import { STATUS_CODES } from 'node:http';

/** The methods that services use; the rest, mostly of scanners, is `other`. */
export const httpMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The status of a request whose connection closed before its response was complete: nginx' number for it. */
export const CLIENT_CLOSED_REQUEST = 499;

/** The statuses Node knows, and the one above. */
export const statusCodes: readonly string[] = [...Object.keys(STATUS_CODES), String(CLIENT_CLOSED_REQUEST)];

/** The close codes of RFC 6455 and IANA's registry that an endpoint can see. */
export const standardCloseCodes: readonly number[] = [
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
];

/** The garbage collector's kinds of work. */
export const gcKinds = ['minor', 'major', 'incremental', 'weakcb'] as const;
