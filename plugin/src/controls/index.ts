export { useControls, type Controls } from './controls';
export { ControlsProvider } from './controls-provider';
export { ControlsBar } from './controls-bar';
