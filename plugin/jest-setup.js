// Jest setup provided by Grafana scaffolding
require('./.config/jest-setup');
