import React from 'react';
import { SceneObjectBase, type SceneComponentProps, type SceneObjectState, type VizPanel } from '@grafana/scenes';
import { LinkButton } from '@grafana/ui';
import type { Panel } from '@chatwatch/dashboards/browser';
import { useLinks } from '../links';
import { t } from '../locales/text';
import { queriesOf } from './panel-menu';

interface ExploreActionState extends SceneObjectState {
  readonly panel: Panel;
}

class ExploreAction extends SceneObjectBase<ExploreActionState> {
  static Component = ExploreButton;
}

function ExploreButton({ model }: SceneComponentProps<ExploreAction>) {
  const links = useLinks();
  const viz = model.parent as VizPanel | undefined; // An action is made for the head of one panel.
  const href = viz === undefined ? undefined : links.explore(queriesOf(viz, model.state.panel));
  if (href === undefined) return null;
  const label = t('scenes.explore', 'Explore {{panel}}', { panel: model.state.panel.title });
  return (
    <LinkButton
      size="sm"
      variant="secondary"
      fill="text"
      icon="compass"
      href={href}
      tooltip={label}
      aria-label={label}
    />
  );
}

/** A button in a panel's head that opens Explore with the panel's queries; nothing for who may not explore. */
export const exploreAction = (panel: Panel): ExploreAction => new ExploreAction({ panel });
