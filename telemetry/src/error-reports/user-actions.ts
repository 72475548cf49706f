import type { UserAction } from './report.js';
import { opaqueId } from './scrub.js';

const MAX_USERS = 500;
const MAX_ACTIONS = 10;
const MAX_FIELDS = 10;
/** As long as a UUID: what is longer is a text or a token. */
const MAX_ID_CHARACTERS = 36;

const ACTION = /^[A-Za-z][\w.-]{0,49}$/;
const FIELD = /^[A-Za-z]\w{0,39}$/;
/** Fields that are left out whatever they hold. */
const PRIVATE_FIELD =
  /pass|secret|token|ticket|auth|cookie|session|key$|mail|phone|address|^ip$|^ips$|name|content|text|body|query|header|url/i;

/** The last actions of the last users, for the reports of their failures. Bounded in both. */
export class UserActions {
  readonly #byUser = new Map<string, UserAction[]>();

  /** Keeps an action; what is not of the right form is left out, without complaint. */
  add(userId: string, action: string, metadata: Readonly<Record<string, unknown>>): void {
    if (opaqueId(userId) === undefined || !ACTION.test(action)) return;
    const actions = this.#byUser.get(userId) ?? [];
    actions.push({ action, at: Date.now(), metadata: shown(metadata) });
    if (actions.length > MAX_ACTIONS) actions.shift();
    // Put last again: the user who did nothing for longest is the first in the map.
    this.#byUser.delete(userId);
    this.#byUser.set(userId, actions);
    if (this.#byUser.size > MAX_USERS) this.#forgetOldest();
  }

  of(userId: string | undefined): readonly UserAction[] {
    return userId === undefined ? [] : [...(this.#byUser.get(userId) ?? [])];
  }

  clear(): void {
    this.#byUser.clear();
  }

  #forgetOldest(): void {
    const [oldest] = this.#byUser.keys();
    if (oldest !== undefined) this.#byUser.delete(oldest);
  }
}

function shown(metadata: Readonly<Record<string, unknown>>): UserAction['metadata'] {
  const fields: Record<string, string | number | boolean> = {};
  for (const [field, value] of Object.entries(metadata).slice(0, MAX_FIELDS)) {
    if (FIELD.test(field) && !PRIVATE_FIELD.test(field) && isShown(value)) fields[field] = value;
  }
  return fields;
}

function isShown(value: unknown): value is string | number | boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return true;
  return opaqueId(value) !== undefined && (value as string).length <= MAX_ID_CHARACTERS; // opaqueId takes strings only
}
