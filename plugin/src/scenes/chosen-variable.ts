import { of, type Observable } from 'rxjs';
import {
  SceneObjectBase,
  SceneVariableValueChangedEvent,
  type SceneVariable,
  type SceneVariableState,
  type ValidateAndUpdateResult,
} from '@grafana/scenes';

interface ChosenVariableState extends SceneVariableState {
  /** Tells data sources that the values are the alternatives of a pattern. */
  isMulti: true;
  values: readonly string[];
}

/** A variable of queries whose values the bar of controls chooses: it asks nobody and has no place in the address. */
export class ChosenVariable extends SceneObjectBase<ChosenVariableState> implements SceneVariable<ChosenVariableState> {
  constructor(name: string) {
    super({ type: 'custom', name, isMulti: true, skipUrlSync: true, values: [] });
  }

  /** Takes other values; what depends on them asks again. */
  choose(values: readonly string[]): void {
    if (values.join('\n') === this.state.values.join('\n')) return;
    this.setState({ values });
    this.publishEvent(new SceneVariableValueChangedEvent(this), true);
  }

  validateAndUpdate(): Observable<ValidateAndUpdateResult> {
    return of({});
  }

  getValue(): string[] {
    return [...this.state.values];
  }
}
