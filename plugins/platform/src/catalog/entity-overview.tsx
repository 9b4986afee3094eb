import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { Fragment } from 'react';
import { RuntimeCard } from '../runtime/runtime-card';
import { AboutPanel } from './about-panel';
import { isDeployed } from './entity-facts';
import styles from './entity-overview.module.css';
import { RelationsPanel } from './relations-panel';

function Warnings() {
  return (
    <>
      <EntitySwitch>
        <EntitySwitch.Case if={isOrphan}>
          <EntityOrphanWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasRelationWarnings}>
          <EntityRelationWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasCatalogProcessingErrors}>
          <EntityProcessingErrorsPanel />
        </EntitySwitch.Case>
      </EntitySwitch>
    </>
  );
}

/** The overview of any entity: what runs of it and what it is connected to, beside what it is. */
export function EntityOverview({ cards }: EntityContentLayoutProps) {
  const { entity } = useEntity();
  const aside = cards.filter(({ type }) => type === 'info');
  const main = cards.filter(({ type }) => type !== 'info');
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <Warnings />
        {isDeployed(entity) && <RuntimeCard />}
        <RelationsPanel entity={entity} />
        {main.map(({ element }, index) => (
          <Fragment key={element.key ?? index}>{element}</Fragment>
        ))}
      </div>
      <div className={styles.column}>
        <AboutPanel entity={entity} />
        {aside.map(({ element }, index) => (
          <Fragment key={element.key ?? index}>{element}</Fragment>
        ))}
      </div>
    </div>
  );
}
