import * as z from 'zod';
import { ruleGroup } from './alert-rule-schema.js';
import { apiVersion, duration, orgId, text, uid } from './fields.js';

const contactPoint = z.strictObject({
  orgId,
  name: text,
  receivers: z
    .array(
      z.strictObject({
        uid,
        type: z.string().regex(/^[a-z]+$/, 'must be a kind of receiver such as webhook'),
        settings: z
          .record(z.string(), z.unknown())
          .refine((settings) => Object.keys(settings).length > 0, 'must not be empty'),
        disableResolveMessage: z.boolean().optional(),
      }),
    )
    .min(1, 'must have at least one receiver'),
});

const deletion = z.strictObject({ orgId, uid });

const alerting = z.strictObject({
  apiVersion,
  groups: z.array(ruleGroup).default([]),
  deleteRules: z.array(deletion).default([]),
  contactPoints: z.array(contactPoint).default([]),
  deleteContactPoints: z.array(deletion).default([]),
  policies: z.never('must not be here: a file with policies replaces all routes of the organisation').optional(),
});

const exemplars = z
  .strictObject({
    name: text,
    datasourceUid: uid.optional(),
    url: text.optional(),
    urlDisplayLabel: text.optional(),
  })
  .refine(({ datasourceUid, url }) => (datasourceUid === undefined) !== (url === undefined), {
    error: 'must have either a datasourceUid or a url',
  });

const dataSource = z.strictObject({
  orgId,
  name: text,
  uid,
  type: z.literal('prometheus'),
  access: z.literal('proxy'),
  url: text,
  isDefault: z.boolean().optional(),
  editable: z.boolean().optional(),
  basicAuth: z.boolean().optional(),
  basicAuthUser: text.optional(),
  jsonData: z.strictObject({
    httpMethod: z.enum(['GET', 'POST']),
    timeInterval: duration,
    prometheusType: z.enum(['Prometheus', 'Cortex', 'Mimir', 'Thanos']),
    prometheusVersion: text.optional(),
    manageAlerts: z.boolean().optional(),
    exemplarTraceIdDestinations: z.array(exemplars).optional(),
  }),
  secureJsonData: z.record(z.string(), z.string()).optional(),
});

const dataSources = z.strictObject({
  apiVersion,
  prune: z.boolean().optional(),
  datasources: z.array(dataSource).min(1, 'must have at least one data source'),
});

const provider = z
  .strictObject({
    orgId,
    name: text,
    type: z.literal('file'),
    folder: text.optional(),
    folderUid: uid.optional(),
    disableDeletion: z.boolean().optional(),
    allowUiUpdates: z.boolean().optional(),
    updateIntervalSeconds: z.int().min(1).optional(),
    options: z.strictObject({
      path: z.string().startsWith('/', 'must be an absolute path'),
      foldersFromFilesStructure: z.boolean().optional(),
    }),
  })
  .refine(
    ({ folder, folderUid, options }) => !options.foldersFromFilesStructure || (folder ?? folderUid) === undefined,
    {
      path: ['options', 'foldersFromFilesStructure'],
      error: 'works without folder and folderUid only',
    },
  );

const providers = z.strictObject({
  apiVersion,
  providers: z.array(provider).min(1, 'must have at least one provider'),
});

const apps = z.strictObject({
  apiVersion,
  apps: z
    .array(
      z.strictObject({
        // The keys of this file are Grafana's older ones.
        org_id: orgId,
        type: z.string().regex(/^[a-z0-9]+-([a-z0-9]+-)?app$/, 'must be the id of an app'),
        disabled: z.boolean().optional(),
        jsonData: z.record(z.string(), z.unknown()).optional(),
        secureJsonData: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1, 'must have at least one app'),
});

/** The shapes of files by the folder that Grafana reads them from. */
export const schemas = { alerting, dashboards: providers, datasources: dataSources, plugins: apps } as const;

/** A folder of provisioning files that Grafana reads at its start. */
export type Folder = keyof typeof schemas;

/** What a file of a folder holds. */
export type Content<F extends Folder> = z.infer<(typeof schemas)[F]>;
