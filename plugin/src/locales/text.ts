// eslint-disable-next-line no-restricted-imports -- everything else takes it from here
import { t as translate } from '@grafana/i18n';

/** The values of a text, by the names that it has places for; with `count` also a default for each plural form. */
type Values = Readonly<Record<string, unknown>>;

/**
 * A text in the reader's language. Values go in as they are: React escapes what it shows, and what Grafana's own `t`
 * has escaped before would show as `R&amp;D`.
 * @param key written out, as the files of the languages are made from the sources
 * @param english written out too; `{{name}}` stands for a value
 */
export const t = (key: string, english: string, values?: Values): string =>
  translate(key, english, values && { ...values, interpolation: { escapeValue: false } });
