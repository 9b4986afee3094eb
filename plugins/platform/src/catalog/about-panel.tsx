import type { Entity } from '@backstage/catalog-model';
import { RiBookOpenLine, RiExternalLinkLine, RiGitRepositoryLine, RiLinkM } from '@remixicon/react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Panel, Surface } from '../components/panel';
import table from '../components/table.module.css';
import styles from './about-panel.module.css';
import { docsPath, sourceOf } from './entity-facts';

function External(props: {
  readonly href: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <li>
      {props.icon}
      <a className={table.link} href={props.href} target="_blank" rel="noreferrer">
        {props.children} <RiExternalLinkLine size={12} aria-label="(new tab)" />
      </a>
    </li>
  );
}

/** What an entity is, in its owner's words, and the ways to its source, docs and addresses. */
export function AboutPanel({ entity }: { readonly entity: Entity }) {
  const { description, tags = [], links = [] } = entity.metadata;
  const source = sourceOf(entity);
  const docs = docsPath(entity);
  return (
    <Panel title="About">
      <Surface>
        <div className={styles.about}>
          <p>
            {description ?? (
              <span className={table.quiet}>
                No description. Its catalog-info.yaml can have one.
              </span>
            )}
          </p>
          {tags.length > 0 && (
            <ul className={styles.tags} aria-label="Tags">
              {tags.map((tag) => (
                <li key={tag}>{tag}</li>
              ))}
            </ul>
          )}
          <ul className={styles.links} aria-label="Links">
            {source && (
              <External href={source} icon={<RiGitRepositoryLine size={16} aria-hidden="true" />}>
                Source
              </External>
            )}
            {docs && (
              <li>
                <RiBookOpenLine size={16} aria-hidden="true" />
                <Link className={table.link} to={docs}>
                  Documentation
                </Link>
              </li>
            )}
            {links.map(({ url, title }) => (
              <External key={url} href={url} icon={<RiLinkM size={16} aria-hidden="true" />}>
                {title ?? url}
              </External>
            ))}
          </ul>
        </div>
      </Surface>
    </Panel>
  );
}
