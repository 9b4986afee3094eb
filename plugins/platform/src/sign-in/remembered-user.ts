const key = 'infraforge.user';

/** The user that signed in last in this browser, so that a reload does not ask again. */
export const rememberedUser = {
  get: (): string | undefined => window.localStorage.getItem(key) ?? undefined,
  set: (name: string): void => window.localStorage.setItem(key, name),
  clear: (): void => window.localStorage.removeItem(key),
};
