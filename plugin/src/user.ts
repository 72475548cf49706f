import { config } from '@grafana/runtime';

type User = (typeof config)['bootData']['user'];

/** Who is signed in, as far as the host says; outside of Grafana it may say nothing. */
export const currentUser = (): Partial<User> => {
  const { bootData } = config as { bootData?: { user?: Partial<User> } };
  return bootData?.user ?? {};
};

/** Whether one of these actions is permitted to who is signed in, anywhere. */
export const mayDo = (...actions: readonly string[]): boolean => {
  const { permissions } = currentUser();
  return actions.some((action) => permissions?.[action] === true);
};
