import * as z from 'zod';

/** Text that must say something. */
export const text = z.string().trim().min(1, 'must not be empty');

/** What Grafana takes for a uid: it stores 40 characters, and refuses others than these. */
export const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 of A-Z, a-z, 0-9, - and _');

/** A duration as Prometheus writes it, with one unit, such as `90s` or `5m`. */
export const duration = z.string().regex(/^(0s|[1-9]\d*[smhdw])$/, 'must be a duration such as 90s, 5m or 1h');

/** The organisation that a thing is for; Grafana begins with 1. */
export const orgId = z.int().min(1).default(1);

/** The version of the format; Grafana reads a file without it as an older one. */
export const apiVersion = z.literal(1, 'must be 1');

/** Which characters a label of an alert may have in Prometheus and Alertmanager, where alerts may go. */
export const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a Prometheus label name');
