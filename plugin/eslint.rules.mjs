import i18n from '@grafana/i18n/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';

const readsFiles = (name, entry) => ({ name, message: `It reads files; ${name}/${entry} is for browsers.` });

/** Of the rules of hooks those that hold for everyone; the others are for the React Compiler, which is not used. */
const hookRules = Object.fromEntries(
  ['rules-of-hooks', 'exhaustive-deps', 'set-state-in-render', 'static-components', 'use-memo', 'error-boundaries'].map(
    (name) => [`react-hooks/${name}`, 'error'],
  ),
);

/** The linter's rules for the app, added to those of the whole repository: what browsers run inside Grafana. */
export default [
  {
    files: ['plugin/src/**/*.ts', 'plugin/src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: hookRules,
  },
  {
    files: ['plugin/src/**/*.ts', 'plugin/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Nothing from the network is rendered as HTML.',
        },
        {
          selector:
            "ImportDeclaration[source.value='react'] ImportSpecifier[imported.name=/^(use|useActionState|useOptimistic)$/]",
          message: 'Grafana before 13.2 has React 18.',
        },
      ],
    },
  },
  {
    files: ['plugin/src/**/*.ts', 'plugin/src/**/*.tsx'],
    ignores: ['**/*.test.ts', '**/*.test.tsx', 'plugin/src/testing/**'],
    plugins: { i18n },
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'global'],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            readsFiles('@chatwatch/dashboards', 'browser'),
            readsFiles('@chatwatch/objectives', 'names'),
            {
              name: '@grafana/i18n',
              importNames: ['t'],
              message: 'It escapes values, which React does too: take that of locales/text.',
            },
          ],
          patterns: [{ regex: '^node:', message: 'Browsers have no modules of Node.js.' }],
        },
      ],
      'i18n/no-untranslated-strings': 'error',
      'i18n/no-translation-top-level': 'error',
    },
  },
];
