import { FUNCTIONS, textOf } from './functions.js';
import { type Command, type Node, type Operand, parseTemplate } from './parse-template.js';
import type { TemplateContext, TemplateValue } from './values.js';

/** A template that was read; gives its text. Where a query or a function fails, the text says so, as in Prometheus. */
export type Template = (context: TemplateContext) => string;

/**
 * Reads a template of a label or an annotation.
 * @throws {SyntaxError} that names what is not understood
 */
export const compileTemplate = (template: string): Template => {
  const nodes = parseTemplate(template);
  return (context) => {
    try {
      return written(nodes, context, '');
    } catch (error) {
      return `<error expanding template: ${error instanceof Error ? error.message : String(error)}>`;
    }
  };
};

const written = (nodes: readonly Node[], context: TemplateContext, dot: TemplateValue): string =>
  nodes.map((node) => writtenNode(node, context, dot)).join('');

const writtenNode = (node: Node, context: TemplateContext, dot: TemplateValue): string => {
  if (node.kind === 'text') return node.text;
  const value = valueOf(node.pipeline, context, dot);
  if (node.kind === 'output') return textOf(value);
  return isEmpty(value) ? written(node.otherwise, context, dot) : written(node.body, context, value);
};

const isEmpty = (value: TemplateValue): boolean =>
  value === '' || value === 0 || (Array.isArray(value) && value.length === 0);

const valueOf = (pipeline: readonly Command[], context: TemplateContext, dot: TemplateValue): TemplateValue => {
  let passed: TemplateValue[] = [];
  for (const { name, operands } of pipeline) {
    const words = [...operands.map((operand) => operandValue(operand, context, dot)), ...passed];
    passed = [FUNCTIONS.get(name)?.(context, ...words) ?? words[0] ?? ''];
  }
  return passed[0] ?? '';
};

const operandValue = (operand: Operand, context: TemplateContext, dot: TemplateValue): TemplateValue => {
  switch (operand.kind) {
    case 'dot':
      return dot;
    case 'value':
      return context.value;
    case 'label':
      return context.labels[operand.name] ?? '';
    case 'constant':
      return operand.value;
  }
};
