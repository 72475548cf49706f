import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** @param {string} path below this folder */
const at = (path) => new URL(path, import.meta.url).pathname;

/** What is loaded for the first page, each by what was loaded before. */
const firstModules = [
  'preview/host/start.tsx',
  'src/module.tsx',
  'src/app/app.tsx',
  'src/locales/translations.ts',
  'src/pages/overview/overview.tsx',
];

/**
 * Says in the page what the first one will need, so that it is fetched at once and not as each part asks for the next.
 * @returns {import('vite').Plugin}
 */
const preloadFirst = () => ({
  name: 'preload-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      /** @type {Set<string>} */
      const files = new Set();
      const add = (/** @type {string} */ file) => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || files.has(file)) return;
        files.add(file);
        chunk.imports.forEach(add);
      };
      for (const chunk of Object.values(bundle)) {
        const isFirst = firstModules.some((name) => chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(name));
        if (isFirst) add(chunk.fileName);
      }
      return [...files].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
      }));
    },
  },
});

/** Builds the page that stands in for Grafana, with the app in it. `npm run demo` does so where something changed. */
export default defineConfig({
  root: at('host'),
  logLevel: 'warn',
  plugins: [react(), preloadFirst()],
  resolve: {
    alias: [
      // A module of the host's own that the runtime does not name: what Grafana sets at its start.
      { find: /^grafana-runtime\/(.*)$/, replacement: at('../../node_modules/@grafana/runtime/dist/esm/$1.mjs') },
      // Grafana's links then know the same router as the app's pages; by its name they would find an older one of theirs.
      {
        find: /^react-router-dom(-v5-compat)?$/,
        replacement: at('../../node_modules/react-router-dom/dist/index.js'),
      },
      { find: /^react-dom\/server$/, replacement: at('host/static-markup.ts') },
      // Zones from 1970 on, in a fifth of the bytes.
      {
        find: /^moment-timezone$/,
        replacement: at('../../node_modules/moment-timezone/builds/moment-timezone-with-data-1970-2030.js'),
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
