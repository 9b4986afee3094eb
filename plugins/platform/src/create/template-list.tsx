import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { entityPath, nameOfRef, related, titleOf } from '../catalog/entity-facts';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import table from '../components/table.module.css';
import styles from './template-list.module.css';

function useTemplates() {
  const catalog = useApi(catalogApiRef);
  const [templates, setTemplates] = useState<readonly Entity[]>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    let current = true;
    catalog.getEntities({ filter: { kind: 'Template' } }).then(
      ({ items }) => current && setTemplates(items),
      (problem: unknown) => current && setError(problem),
    );
    return () => {
      current = false;
    };
  }, [catalog, attempt]);
  const reload = useCallback(() => {
    setError(undefined);
    setAttempt((value) => value + 1);
  }, []);
  return { templates, error, reload };
}

function TemplateRow({ template }: { readonly template: Entity }) {
  const { namespace = 'default', name, description, tags = [] } = template.metadata;
  const form = `/create/templates/${namespace}/${name}`;
  return (
    <li className={styles.template}>
      <div className={styles.text}>
        <p className={styles.title}>
          <Link className={table.link} to={form}>
            {titleOf(template)}
          </Link>
          {related(template, 'ownedBy').map((ref) => (
            <span key={ref} className={table.quiet}>
              by{' '}
              <Link className={table.textLink} to={entityPath(ref)}>
                {nameOfRef(ref)}
              </Link>
            </span>
          ))}
        </p>
        <p>{description}</p>
        {tags.length > 0 && <p className={table.quiet}>{tags.join(' · ')}</p>}
      </div>
      <ButtonLink
        variant="primary"
        size="small"
        href={form}
        aria-label={`Choose ${titleOf(template)}`}
      >
        Choose
      </ButtonLink>
    </li>
  );
}

/** What can be made, each with what it gives. */
export function TemplateList() {
  const { templates, error, reload } = useTemplates();
  return (
    <div className={styles.page}>
      {error !== undefined && (
        <ErrorNotice error={error} what="The templates did not load." onRetry={reload} />
      )}
      {!templates && error === undefined && (
        <Skeleton label="Loading the templates" rows={2} rowHeight={84} />
      )}
      {templates && (
        <Surface>
          {templates.length === 0 ? (
            <Empty>
              No template is in the catalog. An administrator adds them to platform/content on the
              forge.
            </Empty>
          ) : (
            <ul className={styles.list}>
              {templates.map((template) => (
                <TemplateRow key={stringifyEntityRef(template)} template={template} />
              ))}
            </ul>
          )}
        </Surface>
      )}
    </div>
  );
}
