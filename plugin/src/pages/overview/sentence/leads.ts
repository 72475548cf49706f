import { t } from '../../../locales/text';
import { formatRate, formatSpan, formatValue } from '../../../objectives/format';
import type { Health } from '../../../health';
import type { Objective } from '../../../objectives/objective';
import { linked, TITLE, type Piece } from './pieces';

function isOverdrawn({ budgetLeft }: Objective): boolean {
  return budgetLeft !== undefined && budgetLeft <= 0;
}

function brokenLead(objective: Objective): Piece[] {
  const value = formatValue(objective, objective.value);
  const said = { title: TITLE, value, target: objective.target };
  const burnRate = objective.burnRate ?? 0;
  if (burnRate > 1) {
    const rate = formatRate(burnRate);
    return linked(
      t(
        'overview.sentence.broken-burning',
        '{{title}} is broken: {{value}}, promised is {{target}}; the last hour used its budget up {{rate}} times too fast.',
        { ...said, rate },
      ),
      objective,
    );
  }
  if (objective.burnRate === undefined) {
    const text = t('overview.sentence.broken', '{{title}} is broken: {{value}}, promised is {{target}}.', said);
    return linked(text, objective);
  }
  return linked(
    t(
      'overview.sentence.broken-over',
      '{{title}} is broken: {{value}}, promised is {{target}}; in the last hour it was kept.',
      said,
    ),
    objective,
  );
}

function burningLead(objective: Objective): Piece[] {
  const said = { title: TITLE, rate: formatRate(objective.burnRate ?? 1) };
  if (objective.exhaustionSeconds === undefined || isOverdrawn(objective)) {
    return linked(
      t('overview.sentence.burning', '{{title}} burns its budget {{rate}} times too fast.', said),
      objective,
    );
  }
  return linked(
    t(
      'overview.sentence.burning-until',
      '{{title}} burns its budget {{rate}} times too fast; at this pace it is gone in {{time}}.',
      { ...said, time: formatSpan(objective.exhaustionSeconds) },
    ),
    objective,
  );
}

function silentLead(objective: Objective): Piece[] {
  return linked(
    t('overview.sentence.silent', 'Whether {{title}} is kept is unknown: nothing is measured.', { title: TITLE }),
    objective,
  );
}

/** What to say of the worst objective, by its state. */
export const leads: Partial<Record<Health, (objective: Objective) => Piece[]>> = {
  broken: brokenLead,
  burning: burningLead,
  silent: silentLead,
};
