// Tests run as the compiled ES modules that ship, so a worker thread or a child process finds its file as in production.
const workspaces = ['objectives', 'telemetry', 'client', 'backend', 'demo', 'bench'];
const withServices = process.env.CHATWATCH_TEST_SERVICES === '1';

export default {
  projects: workspaces.map((name) => ({
    displayName: name,
    rootDir: `${import.meta.dirname}/${name}`,
    testEnvironment: 'node',
    transform: {},
    testMatch: [withServices ? '<rootDir>/dist/**/*.services.test.js' : '<rootDir>/dist/**/*.test.js'],
    testPathIgnorePatterns: withServices ? [] : ['\\.services\\.test\\.js$'],
  })),
  testTimeout: 30_000,
};
