import type { CallerView } from '@infraforge/plugin-platform-common';
import { useCaller } from './use-caller';

/**
 * Why the caller may not change what belongs to the team (absent: the platform itself), in a sentence that says who may;
 * undefined when they may, and while it is not known who they are: the platform decides in any case.
 */
export function refusalOf(
  caller: CallerView | undefined,
  team: string | undefined,
): string | undefined {
  if (!caller || caller.role === 'admin') return undefined;
  if (team === undefined)
    return "This is the platform's own: administrators may change it, you may look.";
  const yours = caller.groups.some((group) => group.split('/').at(-1) === team);
  return yours ? undefined : `This belongs to ${team}: its members may change it, you may look.`;
}

/** `refusalOf` of the user. */
export function useRefusal(team: string | undefined): string | undefined {
  return refusalOf(useCaller(), team);
}
