import { loadObjectives, scrapeProblems } from '@chatwatch/objectives';
import { expect, it } from '@jest/globals';
import { startTestService } from '../testing/start-service.js';

it('every objective is measured from the start, before anyone has come', async () => {
  const service = await startTestService({ METRICS_PUBLIC: 'on' });
  try {
    const response = await fetch(`${service.url}/metrics`);
    expect(scrapeProblems(loadObjectives(), await response.text())).toEqual([]);
  } finally {
    await service.stop();
  }
});
