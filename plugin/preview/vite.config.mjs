import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** @param {string} path below this folder */
const at = (path) => new URL(path, import.meta.url).pathname;

/** Builds the page that stands in for Grafana, with the app in it. `npm run demo` does so where something changed. */
export default defineConfig({
  root: at('host'),
  logLevel: 'warn',
  plugins: [react()],
  resolve: {
    alias: [
      // A module of the host's own that the runtime does not name: what Grafana sets at its start.
      { find: /^grafana-runtime\/(.*)$/, replacement: at('../../node_modules/@grafana/runtime/dist/esm/$1.mjs') },
      // Grafana's links then know the same router as the app's pages; by its name they would find an older one of theirs.
      {
        find: /^react-router-dom(-v5-compat)?$/,
        replacement: at('../../node_modules/react-router-dom/dist/index.js'),
      },
      // Its default export is lost on the way from CommonJS.
      { find: /^react-custom-scrollbars-2$/, replacement: at('host/scrollbars.js') },
    ],
    dedupe: ['react', 'react-dom', 'i18next', 'react-i18next'],
  },
  build: {
    outDir: at('dist/page'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 30_000,
    reportCompressedSize: false,
  },
});
