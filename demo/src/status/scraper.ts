import { parseExposition, type Samples } from '@chatwatch/objectives';

const TIMEOUT_MS = 2_000;
const NO_SAMPLES: Samples = new Map();

/** Scrapes a service as Prometheus does, and like it writes `up`: 1 for a scrape that worked, 0 for one that did not. */
export class Scraper {
  readonly #url: string;
  #latest = NO_SAMPLES;

  /** @param baseUrl the service's address */
  constructor(baseUrl: string) {
    this.#url = `${baseUrl}/metrics`;
  }

  /** Never rejects: when the scrape fails, the samples are those of the last one that worked. */
  async scrape(): Promise<Samples> {
    try {
      const response = await fetch(this.#url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      if (!response.ok) return this.#withUp(0);
      this.#latest = parseExposition(text);
      return this.#withUp(1);
    } catch {
      return this.#withUp(0);
    }
  }

  #withUp(value: 0 | 1): Samples {
    return new Map([...this.#latest, ['up', [{ labels: { job: 'chatwatch' }, value }]]]);
  }
}

/** The only value of a metric without labels; null when it is not there. */
export function valueOf(samples: Samples, metric: string): number | null {
  return samples.get(metric)?.[0]?.value ?? null;
}
