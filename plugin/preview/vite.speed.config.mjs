import { mergeConfig } from 'vite';
import preview from './vite.config.mjs';

/** @param {string} path below this folder */
const at = (path) => new URL(path, import.meta.url).pathname;

/** Builds the page that `npm run console:speed` measures the message list on. */
export default mergeConfig(preview, {
  build: { outDir: at('dist/speed'), rollupOptions: { input: at('host/speed.html') } },
});
