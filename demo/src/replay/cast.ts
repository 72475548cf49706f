/**
 * Which users play which authors. Users are dealt over the channels in turn, so every channel has as many, give or take
 * one; the authors of a channel are dealt over its users.
 */
export class Cast {
  readonly userCount: number;
  readonly channelCount: number;

  constructor(userCount: number, channelCount: number) {
    if (userCount < channelCount)
      throw new RangeError(`${userCount} users leave some of ${channelCount} channels empty`);
    this.userCount = userCount;
    this.channelCount = channelCount;
  }

  /** The channel that a user listens to and writes in. */
  channelOf(user: number): number {
    return user % this.channelCount;
  }

  /** The user who writes what an author wrote. */
  userFor(channel: number, author: number): number {
    const usersOfChannel = Math.ceil((this.userCount - channel) / this.channelCount);
    return channel + (author % usersOfChannel) * this.channelCount;
  }
}
