import { duration, exactTime, relativeTime } from '../format/time';
import { useNow } from '../hooks/use-now';

/** How long ago something was; the exact moment on hover. */
export function RelativeTime(props: { readonly date: string }) {
  const now = useNow();
  return (
    <time dateTime={props.date} title={exactTime(props.date)}>
      {relativeTime(props.date, now)}
    </time>
  );
}

/** How old something is: `2 m 10 s`; when it began on hover. */
export function Age(props: { readonly since: string }) {
  const now = useNow();
  return (
    <time dateTime={props.since} title={exactTime(props.since)}>
      {duration(now - Date.parse(props.since))}
    </time>
  );
}
