import { RiAddCircleLine, RiRocketLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { CommitLink } from '../components/commit-link';
import { Empty } from '../components/panel';
import { RelativeTime } from '../components/relative-time';
import table from '../components/table.module.css';
import { type Activity, servicePath } from './home-model';
import styles from './home-page.module.css';

function ActivityRow({ activity }: { readonly activity: Activity }) {
  const { kind, service, sha, who, what, date } = activity;
  const commit = service.environments
    .flatMap(({ revisions }) => revisions)
    .find((revision) => revision.sha === sha)?.commit;
  const Icon = kind === 'created' ? RiAddCircleLine : RiRocketLine;
  return (
    <li className={styles.activity}>
      <Icon size={16} aria-hidden="true" className={styles.activityIcon} />
      <span className={styles.activityText}>
        <Link className={table.textLink} to={servicePath(service)}>
          {service.name}
        </Link>{' '}
        {kind === 'created' ? 'created' : 'deployed'}
        {who && ` by ${who}`} {sha && <CommitLink sha={sha} commit={commit} />}
        {kind === 'deployed' && <span className={table.quiet}> “{what}”</span>}
      </span>
      <span className={table.quiet}>
        <RelativeTime date={date} />
      </span>
    </li>
  );
}

/** What happened last: services created, revisions deployed. */
export function RecentActivity({ activities }: { readonly activities: readonly Activity[] }) {
  if (activities.length === 0)
    return <Empty>Creations and deploys of your services appear here.</Empty>;
  return (
    <ul className={styles.rows}>
      {activities.map((activity) => (
        <ActivityRow key={activity.id} activity={activity} />
      ))}
    </ul>
  );
}
