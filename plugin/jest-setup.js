// Jest setup provided by Grafana scaffolding
require('./.config/jest-setup');
// jsdom draws nothing; pickers as wide as their text only need to know how wide it is.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: 8 * text.length }) });
