type Theme = 'dark' | 'light';

const THEME = 'chatwatch.preview.theme';
const LANGUAGE = 'chatwatch.preview.language';

/** `?theme=` of the address, which is kept, else what was chosen last, else dark as in Grafana. */
export function storedTheme(): Theme {
  return stored(THEME, 'theme') === 'light' ? 'light' : 'dark';
}

/** `?lang=` of the address, which is kept, else what was chosen last, else English. */
export function storedLanguage(): string {
  return stored(LANGUAGE, 'lang') ?? 'en-US';
}

/** Keeps a choice and opens the page anew, as Grafana does. */
export function choose(choice: { readonly theme?: Theme; readonly language?: string }): void {
  if (choice.theme !== undefined) localStorage.setItem(THEME, choice.theme);
  if (choice.language !== undefined) localStorage.setItem(LANGUAGE, choice.language);
  const here = new URL(location.href);
  here.searchParams.delete('theme');
  here.searchParams.delete('lang');
  history.replaceState(null, '', here);
  location.reload();
}

function stored(key: string, parameter: string): string | undefined {
  const chosen = new URLSearchParams(location.search).get(parameter);
  if (chosen !== null) localStorage.setItem(key, chosen);
  return chosen ?? localStorage.getItem(key) ?? undefined;
}
