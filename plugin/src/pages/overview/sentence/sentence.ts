import type { Health } from '../../../health';
import { t } from '../../../locales/text';
import type { Objective } from '../../../objectives/objective';
import { worstFirst } from '../../../objectives/order';
import { keptLead, keptText, notJudged, overWindows } from './kept';
import { leads } from './leads';
import { names, plain, type Piece } from './pieces';
import type { Sentence, Surroundings } from './types';
import { allSilent, nothingKnown } from './unknown';

/** What else is wrong, by state, but for the objective that the lead is about. */
function others(wrong: readonly Objective[]): Piece[][] {
  const labels: Partial<Record<Health, string>> = {
    broken: t('overview.sentence.also-broken', 'Broken too: '),
    burning: t('overview.sentence.also-burning', 'Burning: '),
    silent: t('overview.sentence.also-silent', 'Nothing is measured of: '),
  };
  return (['broken', 'burning', 'silent'] as const).flatMap((state) => {
    const ofState = wrong.filter((objective) => objective.state === state);
    return ofState.length === 0 ? [] : [[{ text: labels[state] ?? '' }, ...names(ofState)]];
  });
}

const countOf = (objectives: readonly Objective[], state: Health): number =>
  objectives.filter((objective) => objective.state === state).length;

/** When nothing is wrong that is known of. */
function untroubled(sorted: readonly Objective[], state: Health, unjudged: readonly Piece[][]): Sentence {
  const kept = sorted.filter((objective) => objective.state === 'kept');
  if (kept.length > 0) {
    return { state: 'kept', lead: keptLead(kept, sorted.length), rest: [...overWindows(kept), ...unjudged] };
  }
  const none = t('overview.sentence.none-judged', 'No promise can be judged yet.');
  return { state, lead: plain(none), rest: unjudged };
}

/** The state of all promises in words, the worst first. Texts are in the reader's language. */
export function sentence(objectives: readonly Objective[], surroundings: Surroundings): Sentence {
  const sorted = worstFirst(objectives);
  const [worst] = sorted;
  if (worst === undefined) return nothingKnown(surroundings);
  const [silent, kept, elsewhere] = [countOf(sorted, 'silent'), countOf(sorted, 'kept'), countOf(sorted, 'elsewhere')];
  if (silent > 0 && silent + elsewhere === sorted.length) return allSilent(silent, elsewhere, surroundings);
  const unjudged = notJudged(countOf(sorted, 'waiting'), elsewhere);
  const lead = leads[worst.state];
  if (lead === undefined) return untroubled(sorted, worst.state, unjudged);
  const ofKept = kept > 0 ? [plain(keptText(kept))] : [];
  return { state: worst.state, lead: lead(worst), rest: [...others(sorted.slice(1)), ...ofKept, ...unjudged] };
}
