interface OpenMessage {
  /** The text that was sent, or until that is known, the one that was heard first. */
  text: string;
  isClaimed: boolean;
  copies: number;
}

/**
 * The messages that not everybody has heard or whose sender has no answer yet, with their texts, as a copy may arrive
 * before the acknowledgement. A message that is done with is forgotten.
 */
export class OpenMessages {
  readonly #bySeq = new Map<number, OpenMessage>();
  #wrongContent = 0;

  /** Copies whose text was not the one that was sent. */
  get wrongContent(): number {
    return this.#wrongContent;
  }

  /** The sender learns the message's number. */
  acknowledged(seq: number, text: string, listeners: number): void {
    const message = this.#at(seq, text);
    // What was heard so far was heard alike, else it is counted already.
    if (message.text !== text) this.#wrongContent += Math.max(1, message.copies);
    message.text = text;
    message.isClaimed = true;
    this.#forget(seq, message, listeners);
  }

  delivered(seq: number, text: string, listeners: number): void {
    const message = this.#at(seq, text);
    if (message.text !== text) this.#wrongContent++;
    message.copies++;
    this.#forget(seq, message, listeners);
  }

  /** The texts that were heard and that no sender has claimed. */
  unclaimed(): readonly string[] {
    return [...this.#bySeq.values()].filter(({ isClaimed }) => !isClaimed).map(({ text }) => text);
  }

  #at(seq: number, text: string): OpenMessage {
    const known = this.#bySeq.get(seq);
    if (known !== undefined) return known;
    const message = { text, isClaimed: false, copies: 0 };
    this.#bySeq.set(seq, message);
    return message;
  }

  #forget(seq: number, message: OpenMessage, listeners: number): void {
    if (message.isClaimed && message.copies >= listeners) this.#bySeq.delete(seq);
  }
}
