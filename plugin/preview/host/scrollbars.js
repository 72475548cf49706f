import * as module from '../../../node_modules/react-custom-scrollbars-2/lib/index.js';

/** The component, wherever the bundler put it. */
export default module.Scrollbars ?? module.default?.Scrollbars ?? module.default?.default;
