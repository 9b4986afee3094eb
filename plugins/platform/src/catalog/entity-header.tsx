import { stringifyEntityRef } from '@backstage/catalog-model';
import { useAsyncEntity, useStarredEntity } from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiFileCopyLine,
  RiMoreLine,
  RiSearchEyeLine,
  RiStarFill,
  RiStarLine,
} from '@remixicon/react';
import { Link, useSearchParams } from 'react-router-dom';
import { CopyButton } from '../components/copy-button';
import table from '../components/table.module.css';
import { TabBar } from '../layout/tab-bar';
import { entityPath, related, specText, titleOf } from './entity-facts';
import styles from './entity-header.module.css';
import { namedKind } from './entity-list-kinds';
import { RefLinks } from './entity-table';

type Entity = NonNullable<ReturnType<typeof useAsyncEntity>['entity']>;

function Facts({ entity }: { readonly entity: Entity }) {
  const facts = [
    {
      label: 'Owner',
      value: <RefLinks refs={related(entity, 'ownedBy')} />,
      shown: related(entity, 'ownedBy').length > 0,
    },
    {
      label: 'System',
      value: <RefLinks refs={related(entity, 'partOf')} />,
      shown: related(entity, 'partOf').length > 0,
    },
    {
      label: 'Type',
      value: specText(entity, 'type'),
      shown: specText(entity, 'type') !== undefined,
    },
    {
      label: 'Lifecycle',
      value: specText(entity, 'lifecycle'),
      shown: specText(entity, 'lifecycle') !== undefined,
    },
  ].filter(({ shown }) => shown);
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ entity }: { readonly entity: Entity }) {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(entity);
  const [, setParameters] = useSearchParams();
  const inspect = () =>
    setParameters((current) => {
      const next = new URLSearchParams(current);
      next.set('inspect', 'overview');
      return next;
    });
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).catch(() => undefined);
  };
  const ref = stringifyEntityRef(entity);
  return (
    <>
      <ButtonIcon
        variant="secondary"
        size="small"
        aria-label={isStarredEntity ? 'Remove from your stars' : 'Add to your stars'}
        icon={isStarredEntity ? <RiStarFill /> : <RiStarLine />}
        onPress={() => toggleStarredEntity()}
      />
      <MenuTrigger>
        <ButtonIcon
          variant="secondary"
          size="small"
          icon={<RiMoreLine />}
          aria-label="More about this entity"
        />
        <Menu>
          <MenuItem iconStart={<RiFileCopyLine />} onAction={() => copy(ref)}>
            Copy reference
          </MenuItem>
          <MenuItem
            iconStart={<RiFileCopyLine />}
            onAction={() => copy(`${window.location.origin}${entityPath(ref)}`)}
          >
            Copy link
          </MenuItem>
          <MenuItem iconStart={<RiSearchEyeLine />} onAction={inspect}>
            Inspect entity
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </>
  );
}

/** The head of an entity's page: where it is, what it is called, whose it is, its tabs. */
export function EntityHeader({ tabs, activeTabId }: EntityHeaderLayoutProps) {
  const { entity } = useAsyncEntity();
  if (!entity) return <header className={styles.header} />;
  const { kind, many } = namedKind(entity.kind);
  return (
    <header className={styles.header}>
      <nav className={styles.crumbs} aria-label="Breadcrumb">
        <Link className={table.link} to="/catalog">
          Catalog
        </Link>
        <span aria-hidden="true">/</span>
        <Link className={table.link} to={`/catalog?filters[kind]=${kind}`}>
          {many}
        </Link>
      </nav>
      <div className={styles.title}>
        <h1>{titleOf(entity)}</h1>
        <CopyButton text={entity.metadata.name} label="Copy the name" />
        <Facts entity={entity} />
        <span className={styles.grow} />
        <Actions entity={entity} />
      </div>
      <TabBar
        label="Entity"
        tabs={tabs.flatMap((tab) => ('items' in tab ? tab.items : [tab]))}
        activeId={activeTabId}
      />
    </header>
  );
}
