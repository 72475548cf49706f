import {
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigEditorBuilder,
  FieldConfigProperty,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Processor = FieldConfigPropertyItem['process'];

const STANDARD: readonly (readonly [FieldConfigProperty, Processor, unknown?])[] = [
  [FieldConfigProperty.Unit, unitOverrideProcessor],
  [FieldConfigProperty.Min, numberOverrideProcessor],
  [FieldConfigProperty.Max, numberOverrideProcessor],
  [FieldConfigProperty.Decimals, numberOverrideProcessor],
  [FieldConfigProperty.DisplayName, displayNameOverrideProcessor],
  [FieldConfigProperty.NoValue, identityOverrideProcessor],
  [FieldConfigProperty.Thresholds, thresholdsOverrideProcessor],
  [FieldConfigProperty.Mappings, valueMappingsOverrideProcessor],
  [FieldConfigProperty.Links, dataLinksOverrideProcessor],
  // By limits; a graph gives each of its lines a colour of its own.
  [FieldConfigProperty.Color, identityOverrideProcessor],
  [FieldConfigProperty.Filterable, identityOverrideProcessor],
];

/** What graphs, tables and state timelines are told of a field beside what all panels are, and its default. */
const CUSTOM: Readonly<Record<string, unknown>> = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  showPoints: 'never',
  pointSize: 5,
  spanNulls: false,
  insertNulls: false,
  stacking: { mode: 'none', group: 'A' },
  thresholdsStyle: { mode: 'off' },
  lineStyle: { fill: 'solid' },
  axisPlacement: 'auto',
  axisLabel: '',
  axisSoftMin: undefined,
  axisSoftMax: undefined,
  axisBorderShow: false,
  axisGridShow: true,
  scaleDistribution: { type: 'linear' },
  hideFrom: { tooltip: false, viz: false, legend: false },
  align: 'auto',
  cellOptions: { type: 'auto' },
  width: undefined,
  minWidth: undefined,
  filterable: false,
  inspect: false,
};

/** Registers what Grafana knows of fields and transformations at its start. */
export function registerFieldConfig(): void {
  standardEditorsRegistry.setInit(() => []);
  standardFieldConfigEditorRegistry.setInit(() => STANDARD.map(([id, process, value]) => item(id, process, value)));
  standardTransformersRegistry.setInit(() => {
    const all = Object.values(standardTransformers);
    const byId = new Map<string, (typeof all)[number]>(all.map((one) => [one.id, one]));
    return [...byId.values()].map((transformer) => ({
      id: transformer.id,
      name: transformer.name,
      description: '',
      imageDark: '',
      imageLight: '',
      editor: NOTHING,
      // One type for all their options is the registry's.
      transformation: () => Promise.resolve(transformer as never),
    }));
  });
}

/** Adds the options of a panel's own fields, which have no editor here. */
export function addCustomFields(builder: FieldConfigEditorBuilder<object>): void {
  for (const [path, defaultValue] of Object.entries(CUSTOM)) {
    builder.addCustomEditor({
      id: path,
      // Typed as a key of the options, which differ by panel.
      path,
      name: path,
      editor: NOTHING,
      override: NOTHING,
      process: identityOverrideProcessor,
      shouldApply: () => true,
      ...(defaultValue !== undefined && { defaultValue }),
    });
  }
}

const NOTHING = () => null;

function item(id: FieldConfigProperty, process: Processor, defaultValue: unknown): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    description: '',
    editor: NOTHING,
    override: NOTHING,
    process,
    shouldApply: () => true,
    settings: {},
    ...(defaultValue !== undefined && { defaultValue }),
  };
}
