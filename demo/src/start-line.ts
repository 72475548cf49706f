import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Reads a service's log, hands every line on, and resolves to the address that its start line tells. */
export function addressFrom(log: Readable, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: log }).on('line', (line) => {
      onLine(line);
      const url = addressIn(line);
      if (url !== undefined) resolve(url);
    });
  });
}

/** The address that a log line tells; undefined when it is another line. */
function addressIn(line: string): string | undefined {
  try {
    const { url } = JSON.parse(line) as { readonly url?: unknown }; // the one field that is looked at is checked
    return typeof url === 'string' && URL.canParse(url) ? url.replace(/\/$/, '') : undefined;
  } catch {
    return undefined;
  }
}
