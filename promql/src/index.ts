export type { Labels, Matcher, Series, SeriesSource } from './series.js';
