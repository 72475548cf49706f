import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';
import app from './plugin/eslint.rules.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.data/',
      'coverage/',
      'bench/results/',
      'k6/results/',
      'plugin/.config/',
      'plugin/*.js',
      'plugin/webpack.config.ts',
      'plugin/src/generated/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'no-console': 'error',
    },
  },
  {
    // k6 runs these: it knows its own modules and files beside them, and neither Node.js nor packages.
    files: ['k6/src/**/*.ts'],
    ignores: ['k6/src/tools/**', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!\\.{1,2}/|k6$|k6/)', message: 'k6 cannot load it.' },
            { regex: '/tools/', message: 'The tools run in Node.js, which k6 is not.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'setTimeout', 'setInterval'],
      // Where k6's log is written to.
      'no-console': 'off',
    },
  },
  ...app,
  {
    // Stands in for Grafana, which still offers what it asks others to give up, and rejects with what is no Error.
    files: ['plugin/preview/host/**'],
    rules: { '@typescript-eslint/no-deprecated': 'off', '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    extends: [jest.configs['flat/recommended']],
    rules: { 'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }] },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
      },
    },
  },
);
