/** A value, or what gives the present one, asked at every connect. */
export type Provider = string | (() => string | Promise<string>);

/** What `hello` carries; neither where a proxy adds a bearer token to the upgrade request. */
export interface Credentials {
  readonly token?: string;
  readonly ticket?: string;
}

/** Asks for the ticket, or else the token, where there is one. */
export async function credentialsOf(ticket: Provider | undefined, token: Provider | undefined): Promise<Credentials> {
  if (ticket !== undefined) return { ticket: await provide(ticket) };
  return token === undefined ? {} : { token: await provide(token) };
}

function provide(provider: Provider): string | Promise<string> {
  return typeof provider === 'function' ? provider() : provider;
}
