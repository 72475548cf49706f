import { gather, makePlaces, type Person, type Places } from './people.js';
import { makeRequests, reportVitals } from './requests.js';
import { comeAndGo, fillHall, misbehave, readSlowly, talk } from './sockets.js';

/** Everything that people do with a chat service, for its metrics to show; on nodes with `METRICS_PUBLIC=on`. */
export class Traffic {
  readonly #people: readonly [Person, ...Person[]];
  readonly #places: Places;

  private constructor(people: readonly [Person, ...Person[]], places: Places) {
    this.#people = people;
    this.#places = places;
  }

  /** @param urls of the nodes */
  static async start(urls: readonly string[]): Promise<Traffic> {
    const people = await gather(urls);
    return new Traffic(people, await makePlaces(people));
  }

  /** What happens seldom: a crowd, a long absence, a reader that is too slow, connections that break the rules. */
  async rareEvents(): Promise<void> {
    const [person] = this.#people;
    await fillHall(person);
    await readSlowly(person);
    await misbehave(person);
  }

  /** A bit of what happens all the time. */
  async round(): Promise<void> {
    const [first, second = first] = this.#people;
    await Promise.all(this.#people.map((person) => talk(person, this.#places)));
    await Promise.all(this.#people.map((person) => makeRequests(person, this.#places)));
    await Promise.all([reportVitals(first), comeAndGo(second, first, this.#places)]);
  }

  /** Everybody leaves. */
  stop(): void {
    for (const { live } of this.#people) live.close();
  }
}
