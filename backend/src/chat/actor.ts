/** On whose behalf something is done. */
export type Actor = UserActor | ServiceActor;

export interface UserActor {
  readonly kind: 'user';
  readonly userId: string;
  readonly isAdmin: boolean;
}

/** Holder of the service token: reads metrics, posts nothing. */
export interface ServiceActor {
  readonly kind: 'service';
}
