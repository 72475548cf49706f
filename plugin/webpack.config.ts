import type { Configuration } from 'webpack';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';
import { ChunkReport } from './tools/bundle/chunk-report.mjs';

/** The scaffold's configuration, and what is ours. */
const config = async (env: Env): Promise<Configuration> => {
  const base = await scaffold(env);
  return { ...base, plugins: [...(base.plugins ?? []), new ChunkReport()] };
};

export default config;
