import type { Directory } from './ports.ts';
import type { Person, Team } from './types.ts';

/** A directory over lists that are already read. */
export function createDirectory(people: readonly Person[], teams: readonly Team[]): Directory {
  const byName = new Map(people.map((person) => [person.name, person]));
  const teamByName = new Map(teams.map((team) => [team.name, team]));
  return {
    person: (name) => byName.get(name),
    people: () => people,
    team: (name) => teamByName.get(name),
    teams: () => teams,
  };
}
