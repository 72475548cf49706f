import { config } from '@grafana/runtime';

type User = (typeof config)['bootData']['user'];

/** Who is signed in, as far as the host says; outside of Grafana it may say nothing. */
export const currentUser = (): Partial<User> => {
  const { bootData } = config as { bootData?: { user?: Partial<User> } };
  return bootData?.user ?? {};
};
