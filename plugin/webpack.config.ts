import { IgnorePlugin, type Configuration } from 'webpack';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';
import { ChunkReport } from './tools/bundle/chunk-report.mjs';

/** Grafana's own texts in signs that show what is not translated; `@grafana/i18n` loads it for Grafana, never for apps. */
const PSEUDO = /^i18next-pseudo$/;

/** The scaffold's configuration, and what is ours. */
const config = async (env: Env): Promise<Configuration> => {
  const base = await scaffold(env);
  return {
    ...base,
    // `npm run bundle` judges sizes, by page and compressed; webpack knows single files as they are unpacked alone.
    performance: { hints: false },
    plugins: [...(base.plugins ?? []), new IgnorePlugin({ resourceRegExp: PSEUDO }), new ChunkReport()],
  };
};

export default config;
