import React, { useLayoutEffect, useState, type ReactNode } from 'react';
import {
  EventBusSrv,
  PluginContextProvider,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourceInstanceSettings,
} from '@grafana/data';
import {
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { configure, render, type RenderResult } from '@testing-library/react';
import { Router, type NavigationType, type Navigator } from 'react-router-dom';
import { defer, isObservable, map, of } from 'rxjs';
import type { Settings } from '../settings';
import { FakePrometheus, markSupport } from './fake-prometheus';

/** What the chat service answers by path below the app's proxy; an error object is thrown. */
export type FakeBackend = (path: string, request: BackendSrvRequest) => unknown;

/** What stands in for Grafana. */
export interface HostOptions {
  /** Where the reader is; `/a/chatwatch-app` by default. */
  path?: string;
  /** Data sources by uid. */
  prometheus?: Readonly<Record<string, FakePrometheus>>;
  settings?: Settings;
  backend?: FakeBackend;
}

// How long a page takes depends on what else the machine does.
configure({ asyncUtilTimeout: 15_000 });

const START = '/a/chatwatch-app';
const PROXY = '/api/plugin-proxy/chatwatch-app/';

const instanceSettings = (uid: string): DataSourceInstanceSettings =>
  ({
    uid,
    name: uid,
    type: 'prometheus',
    isDefault: false,
    jsonData: { timeInterval: '15s' },
  }) as unknown as DataSourceInstanceSettings;

const dataSourceSrv = (prometheus: Readonly<Record<string, FakePrometheus>>): DataSourceSrv =>
  ({
    get: (asked: string | DataSourceRef) => {
      const uid = typeof asked === 'string' ? asked : (asked.uid ?? '');
      const fake = prometheus[uid];
      if (fake === undefined) return Promise.reject(new Error(`Datasource ${uid} was not found`));
      return Promise.resolve({
        uid,
        type: 'prometheus',
        meta: {},
        getRef: () => ({ uid, type: 'prometheus' }),
        query: fake.query.bind(fake),
        annotations: markSupport,
      } as unknown as DataSourceApi);
    },
    getList: () => Object.keys(prometheus).map(instanceSettings),
    getInstanceSettings: (uid: string) => (uid in prometheus ? instanceSettings(uid) : undefined),
  }) as unknown as DataSourceSrv;

const backendSrv = (backend: FakeBackend): BackendSrv =>
  ({
    fetch: (request: BackendSrvRequest) =>
      defer(() => {
        const answer = backend(request.url.replace(PROXY, ''), request);
        return isObservable(answer) ? answer : of(answer);
      }).pipe(map((data) => ({ status: 200, ok: true, data }))),
  }) as unknown as BackendSrv;

/** The browser's history as Grafana keeps it; the types of `history` are not part of its packages. */
export const hostHistory = (): History => {
  const history: unknown = locationService.getHistory();
  return history as History;
};

const WithRouter = ({ children }: { children: ReactNode }) => {
  const history = hostHistory();
  const [place, setPlace] = useState({ location: history.location, action: history.action });
  useLayoutEffect(
    () =>
      history.listen((location, action) => {
        setPlace({ location, action });
      }),
    [history],
  );
  return (
    <Router location={place.location} navigationType={place.action} navigator={history}>
      {children}
    </Router>
  );
};

/** As much of the host's history as the router needs. */
interface History extends Navigator {
  location: { pathname: string; search: string };
  action: NavigationType;
  length: number;
  goBack: () => void;
  goForward: () => void;
  listen: (changed: (location: History['location'], action: NavigationType) => void) => () => void;
}

/** Renders within a stand-in for Grafana: its services at the edge of the network, its address, its plugin context. */
export const renderInHost = (content: ReactNode, options: HostOptions = {}): RenderResult => {
  const { path = START, settings = {}, backend = () => ({}) } = options;
  const prometheus = options.prometheus ?? { 'chatwatch-prometheus': new FakePrometheus() };
  localStorage.clear();
  setAppEvents(new EventBusSrv());
  setChromeHeaderHeightHook(() => 40);
  setDataSourceSrv(dataSourceSrv(prometheus));
  setBackendSrv(backendSrv(backend));
  locationService.push(path);
  const meta = { id: 'chatwatch-app', jsonData: settings } as unknown as AppPluginMeta;
  return render(
    <PluginContextProvider meta={meta}>
      <WithRouter>{content}</WithRouter>
    </PluginContextProvider>,
  );
};
