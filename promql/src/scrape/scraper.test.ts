import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SeriesStore } from '../store/series-store.js';
import { type ExpositionServer, startExpositionServer } from '../testing/exposition-server.js';
import { samplesOf } from '../testing/samples.js';
import { Scraper } from './scraper.js';
import type { TargetOptions } from './target.js';

const START = 1_800_000_000_000;
let server: ExpositionServer;
let store: SeriesStore;
let now = START;
let scrapers: Scraper[] = [];

beforeEach(async () => {
  server = await startExpositionServer();
  store = new SeriesStore();
  now = START;
  scrapers = [];
});

afterEach(async () => {
  await Promise.all(scrapers.map((scraper) => scraper.close()));
  await server.close();
});

const scraperOf = (options: Partial<TargetOptions> = {}): Scraper => {
  const target = { url: server.url, job: 'chat', instance: 'a', ...options };
  const scraper = new Scraper({ store, targets: [target], now: () => now });
  scrapers.push(scraper);
  return scraper;
};

const scrapeAt = async (
  scraper: Scraper,
  afterMs: number,
  exposition?: ExpositionServer['exposition'],
): Promise<void> => {
  now = START + afterMs;
  if (exposition !== undefined) server.exposition = exposition;
  await scraper.scrape();
};

const TARGET = '{instance="a",job="chat"}';

describe('a scrape', () => {
  it('keeps every sample at the moment of its begin, with the labels of the target, and tells how it went', async () => {
    const scraper = scraperOf();
    await scrapeAt(scraper, 0, '# TYPE hits_total counter\nhits_total{route="/a"} 3\nhits_total{route="/b"} NaN\n');

    expect(samplesOf(store, 'hits_total')).toEqual({
      '{instance="a",job="chat",route="/a"}': [[START, 3]],
      '{instance="a",job="chat",route="/b"}': [[START, NaN]],
    });
    expect(samplesOf(store, 'up')).toEqual({ [TARGET]: [[START, 1]] });
    expect(samplesOf(store, 'scrape_samples_scraped')).toEqual({ [TARGET]: [[START, 2]] });
    expect(samplesOf(store, 'scrape_duration_seconds')).toEqual({ [TARGET]: [[START, expect.any(Number)]] });
    expect(scraper.targets).toEqual([
      expect.objectContaining({ health: 'up', lastError: '', lastScrapeMs: START, lastSamples: 2, scrapes: 1 }),
    ]);
    expect(scraper.metadata[0]?.get('hits_total')).toEqual({ type: 'counter', help: '', unit: '' });
  });

  it('keeps labels that are called like those of the target as exported', async () => {
    const own = 'constructor="c",instance="x",exported_instance="y",job="z",empty=""';
    await scrapeAt(scraperOf(), 0, `hits_total{${own}} 1\n`);
    expect(Object.keys(samplesOf(store, 'hits_total'))).toEqual([
      '{constructor="c",exported_exported_instance="x",exported_instance="y",exported_job="z",instance="a",job="chat"}',
    ]);
  });

  it('names the instance after host and port', async () => {
    await scrapeAt(scraperOf({ instance: undefined }), 0, '');
    expect(Object.keys(samplesOf(store, 'up'))).toEqual([`{instance="${new URL(server.url).host}",job="chat"}`]);
  });

  it('sends its headers and reads what is packed', async () => {
    const scraper = scraperOf({ headers: { authorization: 'Bearer secret' } });
    await scrapeAt(scraper, 0, (request, response) => {
      const packed = gzipSync(`asked{authorization="${request.headers.authorization}"} 1\n`);
      response.setHeader('content-encoding', 'gzip').end(packed);
    });
    expect(Object.keys(samplesOf(store, 'asked'))).toEqual(['{authorization="Bearer secret",instance="a",job="chat"}']);
  });

  it('takes each sample at its own time where it has one, in milliseconds or, of OpenMetrics, in seconds', async () => {
    const scraper = scraperOf();
    await scrapeAt(scraper, 0, `old 1 ${START - 60_000}\nancient 1 5\nahead 1 ${START + 600_001}\n`);
    expect(samplesOf(store, 'old')).toEqual({ [TARGET]: [[START - 60_000, 1]] });
    expect(samplesOf(store, 'ancient')).toEqual({});
    expect(samplesOf(store, 'ahead')).toEqual({});
    expect(scraper.targets[0]?.outOfBounds).toBe(2);

    await scrapeAt(scraper, 5000, (_, response) => {
      response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0');
      response.end(`seconds 1 ${(START - 500) / 1000}\n# EOF\n`);
    });
    expect(samplesOf(store, 'seconds')).toEqual({ [TARGET]: [[START - 500, 1]] });
    // Such a series is not marked when it is gone.
    expect(samplesOf(store, 'old')).toEqual({ [TARGET]: [[START - 60_000, 1]] });
  });
});

describe('a series', () => {
  it('that vanished from its target is marked once, and goes on when it is back', async () => {
    const scraper = scraperOf();
    await scrapeAt(scraper, 0, 'a 1\nb 1\n');
    await scrapeAt(scraper, 5000, 'b 2\n');
    await scrapeAt(scraper, 10_000);
    await scrapeAt(scraper, 15_000, 'a 4\nb 4\n');
    expect(samplesOf(store, 'a')[TARGET]).toEqual([
      [START, 1],
      [START + 5000, 'STALE'],
      [START + 15_000, 4],
    ]);
    expect(samplesOf(store, 'b')[TARGET]).toHaveLength(4);
  });

  it('is marked when its target is down, and when the scraper ends', async () => {
    const scraper = scraperOf();
    await scrapeAt(scraper, 0, 'a 1\n');
    await scrapeAt(scraper, 5000, (_, response) => response.writeHead(503).end());
    expect(samplesOf(store, 'a')[TARGET]?.at(-1)).toEqual([START + 5000, 'STALE']);
    expect(samplesOf(store, 'up')[TARGET]?.at(-1)).toEqual([START + 5000, 0]);

    await scrapeAt(scraper, 10_000, 'a 1\n');
    now += 1000;
    await scraper.close();
    expect(samplesOf(store, 'a')[TARGET]?.at(-1)).toEqual([START + 11_000, 'STALE']);
    expect(samplesOf(store, 'up')[TARGET]?.at(-1)).toEqual([START + 11_000, 'STALE']);
  });
});

describe('a target is down, and its status tells why,', () => {
  const errorOf = async (
    options: Partial<TargetOptions>,
    exposition?: ExpositionServer['exposition'],
  ): Promise<string> => {
    const scraper = scraperOf(options);
    await scrapeAt(scraper, 0, exposition);
    expect(samplesOf(store, 'up')[TARGET]).toEqual([[START, 0]]);
    expect(samplesOf(store, 'a')).toEqual({});
    return scraper.targets[0]?.lastError ?? '';
  };

  it('when it refuses', async () => {
    await expect(errorOf({}, (_, response) => response.writeHead(401).end('no'))).resolves.toBe(
      'server returned HTTP status 401 Unauthorized',
    );
  });

  it('when it sends elsewhere', async () => {
    const elsewhere = errorOf({}, (_, response) => response.writeHead(302, { location: '/other' }).end());
    await expect(elsewhere).resolves.toContain('redirect');
  });

  it('when nobody listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    await expect(errorOf({ url: `http://127.0.0.1:${port}/` })).resolves.toContain('ECONNREFUSED');
  });

  it('when it is silent', async () => {
    await expect(errorOf({ intervalMs: 100 }, () => undefined)).resolves.toBe('no answer within 100 ms');
  });

  it('when it stops in the middle', async () => {
    const error = errorOf({ intervalMs: 100 }, (_, response) => response.writeHead(200).write('a 1\n'));
    await expect(error).resolves.toBe('no answer within 100 ms');
  });

  it('when it says too much, also packed', async () => {
    const packed = gzipSync(`a ${'1'.repeat(100_000)}\n`);
    const error = errorOf({ maxBytes: 50_000 }, (_, response) =>
      response.setHeader('content-encoding', 'gzip').end(packed),
    );
    await expect(error).resolves.toBe('more than 50000 bytes');
  });

  it('when it has too many samples', async () => {
    await expect(errorOf({ maxSamples: 2 }, 'a 1\nb 1\nc 1\n')).resolves.toBe('more than 2 samples');
  });

  it('when it does not speak the format, naming the line', async () => {
    await expect(errorOf({}, 'a 1\n<html>\n')).resolves.toBe('line 2 of the scrape: is no sample');
  });
});

describe('a scraper', () => {
  it('scrapes at once and again and again, and never twice at a time', async () => {
    let open = 0;
    let most = 0;
    let count = 0;
    const third = new Promise<void>((resolve) => {
      server.exposition = (_, response) => {
        open += 1;
        most = Math.max(most, open);
        count += 1;
        if (count === 3) resolve();
        // Longer than the interval.
        setTimeout(() => {
          open -= 1;
          response.end('a 1\n');
        }, 120);
      };
    });
    const scraper = new Scraper({
      store,
      targets: [{ url: server.url, job: 'chat', intervalMs: 100, timeoutMs: 100 }],
    });
    scrapers.push(scraper);
    scraper.start();
    await Promise.all([scraper.scrape(), scraper.scrape(), third]);
    expect(most).toBe(1);
  });

  it('scrapes several targets, and one that is down does not stop the others', async () => {
    server.exposition = (request, response) => response.writeHead(request.url === '/ok' ? 200 : 500).end('a 1\n');
    const targets = ['ok', 'bad'].map((name) => ({
      url: new URL(`/${name}`, server.url).href,
      job: name,
      instance: 'i',
    }));
    const scraper = new Scraper({ store, targets, now: () => now });
    scrapers.push(scraper);
    await scraper.scrape();
    expect(samplesOf(store, 'up')).toEqual({
      '{instance="i",job="bad"}': [[START, 0]],
      '{instance="i",job="ok"}': [[START, 1]],
    });
  });

  it('waits for nothing when it ends during a scrape', async () => {
    const asked = new Promise<void>((resolve) => {
      server.exposition = () => {
        resolve();
      };
    });
    const scraper = scraperOf({ intervalMs: 60_000 });
    scraper.start();
    await asked;
    await scraper.close();
    expect(samplesOf(store, 'up')).toEqual({});
  });

  it.each<[Partial<TargetOptions>, string]>([
    [{ url: 'ftp://host/' }, 'url'],
    [{ job: '' }, 'job'],
    [{ intervalMs: 99 }, 'intervalMs'],
    [{ intervalMs: 1000, timeoutMs: 1001 }, 'timeoutMs 1001 is over intervalMs 1000'],
  ])('refuses %j by name', (options, message) => {
    expect(() => scraperOf(options)).toThrow(
      expect.objectContaining({ code: 'target_invalid', message: expect.stringContaining(message) }),
    );
  });
});
