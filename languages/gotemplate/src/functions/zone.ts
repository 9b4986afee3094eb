/** A time zone at an instant. */
export type Zone = {
  readonly offsetMinutes: number;
  /** `UTC`, `CEST`; empty when it has only an offset. */
  readonly name: string;
};

export const utc: Zone = { offsetMinutes: 0, name: 'UTC' };

/** A zone of the IANA database at an instant; undefined when there is none of that name. `Local` is UTC. */
export function zoneAt(name: string, milliseconds: number): Zone | undefined {
  if (name === '' || name === 'UTC' || name === 'Local') return utc;
  try {
    const part = (style: 'longOffset' | 'short') =>
      new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: style })
        .formatToParts(milliseconds)
        .find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] =
      /^GMT(?:([+-])(\d+):(\d+))?$/.exec(part('longOffset')) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return { offsetMinutes: offset, name: part('short') };
  } catch {
    return undefined;
  }
}

/** `+02:00` or, with `colon` false, `+0200`. */
export function offsetText(minutes: number, colon: boolean): string {
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${colon ? ':' : ''}${pad(size % 60)}`;
}
