/** What `gaia get`, `describe` and `delete` can name. The first word is the one that `-o name` prints. */
const words = {
  service: ['service', 'services', 'svc'],
  app: ['app', 'apps', 'application', 'applications'],
  team: ['team', 'teams'],
  token: ['token', 'tokens'],
} as const;

export type Kind = keyof typeof words;

export const kinds = Object.keys(words) as readonly Kind[];

/** Every word that names a kind: singular, plural, short. */
export const kindWords: readonly string[] = Object.values(words).flat();

/** The kind that a user's word names, in any of its forms and any case. */
export function kindOf(word: string): Kind | undefined {
  const wanted = word.toLowerCase();
  return kinds.find((kind) => (words[kind] as readonly string[]).includes(wanted));
}

/** `service orders` and `service/orders` (what `-o name` prints) are the same. */
export function splitKindAndName(
  kindWord: string,
  names: readonly string[],
): { readonly kindWord: string; readonly names: readonly string[] } {
  const slash = kindWord.indexOf('/');
  if (slash < 0) return { kindWord, names };
  return { kindWord: kindWord.slice(0, slash), names: [kindWord.slice(slash + 1), ...names] };
}
