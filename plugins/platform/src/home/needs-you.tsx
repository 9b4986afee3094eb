import { Link } from 'react-router-dom';
import { Empty } from '../components/panel';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { type Need, servicePath } from './home-model';
import styles from './home-page.module.css';

/** What waits for the user, with the reason and the next step. */
export function NeedsYou({ needs }: { readonly needs: readonly Need[] }) {
  if (needs.length === 0) return <Empty>Nothing needs you.</Empty>;
  return (
    <ul className={styles.rows}>
      {needs.map(({ service, status, reason, nextStep }) => (
        <li key={`${service.name}/${status}`} className={styles.need}>
          <StatusBadge status={status} />
          <Link className={table.textLink} to={servicePath(service, 'runtime')}>
            {service.name}
          </Link>
          <span className={styles.reason}>
            {reason} {nextStep && <span className={table.quiet}>{nextStep}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
