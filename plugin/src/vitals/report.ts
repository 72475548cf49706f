import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';
import { backend } from '../data/backend';
import { wasLoadedHere } from './document';
import { Reporter } from './reporter';
import { listen, measure } from './visit';

const keep = ({ name, value, rating }: Metric): void => {
  measure(name, value, rating);
};

/** Begins to measure what browsers measure, and to report it all; the last of it when the page is hidden. */
export const startReporting = (): void => {
  const reporter = new Reporter((page, samples) => backend.reportVitals(page, samples));
  listen((measurement) => {
    reporter.add(measurement);
  });
  onINP(keep);
  onCLS(keep);
  // Of a document that was loaded for another page of Grafana they would tell of that page.
  if (wasLoadedHere()) for (const observe of [onTTFB, onFCP, onLCP]) observe(keep);
  document.addEventListener('visibilitychange', () => {
    // After the measurements that are only known now.
    if (document.visibilityState === 'hidden')
      queueMicrotask(() => {
        reporter.flush();
      });
  });
};
