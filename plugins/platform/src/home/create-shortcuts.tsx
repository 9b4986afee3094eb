import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { Empty } from '../components/panel';
import table from '../components/table.module.css';
import styles from './home-page.module.css';

interface Shortcut {
  readonly to: string;
  readonly title: string;
  readonly description: string;
}

function useShortcuts(): readonly Shortcut[] | undefined {
  const catalog = useApi(catalogApiRef);
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>();
  useEffect(() => {
    let current = true;
    catalog.getEntities({ filter: { kind: 'Template' }, limit: 6 }).then(
      ({ items }) =>
        current &&
        setShortcuts(
          items.map(({ metadata }) => ({
            to: `/create/templates/${metadata.namespace ?? 'default'}/${metadata.name}`,
            title: metadata.title ?? metadata.name,
            description: metadata.description ?? '',
          })),
        ),
      // The page Create lists the same and reports what is wrong.
      () => current && setShortcuts([]),
    );
    return () => {
      current = false;
    };
  }, [catalog]);
  return shortcuts;
}

/** One click to each thing that can be made. */
export function CreateShortcuts() {
  const shortcuts = useShortcuts();
  if (!shortcuts) return <Empty>Loading…</Empty>;
  if (shortcuts.length === 0) return <Empty>No template is in the catalog.</Empty>;
  return (
    <ul className={styles.rows}>
      {shortcuts.map(({ to, title, description }) => (
        <li key={to} className={styles.shortcut}>
          <Link className={table.link} to={to}>
            {title}
          </Link>
          <span className={table.quiet}>{description}</span>
        </li>
      ))}
    </ul>
  );
}
