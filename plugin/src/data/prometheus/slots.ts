import { Observable, type Subscription } from 'rxjs';

/** Lets so many run at once; the others wait in order. Who is given up while waiting never starts. */
export class Slots {
  readonly #max: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** `start` when there is room. */
  run<T>(start: () => Observable<T>): Observable<T> {
    return new Observable((subscriber) => {
      let inner: Subscription | undefined;
      const begin = (): void => {
        this.#running += 1;
        inner = start().subscribe(subscriber);
      };
      if (this.#running < this.#max) begin();
      else this.#waiting.push(begin);
      return () => {
        const place = this.#waiting.indexOf(begin);
        if (place >= 0) {
          this.#waiting.splice(place, 1);
          return;
        }
        inner?.unsubscribe();
        this.#running -= 1;
        this.#waiting.shift()?.();
      };
    });
  }
}
