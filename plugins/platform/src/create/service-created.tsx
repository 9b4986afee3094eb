import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { entityPath, nameOfRef } from '../catalog/entity-facts';
import { StatusBadge } from '../components/status-badge';
import styles from './service-created.module.css';

/** Milliseconds in which the last step can be seen before the service's page opens. */
const glance = 1500;

function componentOf(output: ScaffolderTaskOutput | undefined): string | undefined {
  return output?.links?.find(({ entityRef }) => entityRef?.startsWith('component:'))?.entityRef;
}

/** The end of a creation: opens the new service's page, and names the ways for whoever stays. */
export function ServiceCreated({ output }: { readonly output?: ScaffolderTaskOutput }) {
  const navigate = useNavigate();
  const ref = componentOf(output);
  const target = ref === undefined ? undefined : `${entityPath(ref)}/runtime`;

  useEffect(() => {
    if (target === undefined) return undefined;
    const timer = setTimeout(() => navigate(target), glance);
    return () => clearTimeout(timer);
  }, [target, navigate]);

  if (ref === undefined || target === undefined) return null;
  const others = output?.links?.filter(({ url }) => url !== undefined) ?? [];
  return (
    <div className={styles.created}>
      <StatusBadge status="Succeeded" />
      <span className={styles.text}>{nameOfRef(ref)} is created. Its page opens now.</span>
      {others.map(({ title, url }) => (
        <ButtonLink key={url} variant="secondary" size="small" href={url ?? ''} target="_blank">
          {title ?? url}
        </ButtonLink>
      ))}
      <ButtonLink variant="primary" size="small" href={target} iconEnd={<RiArrowRightLine />}>
        Open {nameOfRef(ref)}
      </ButtonLink>
    </div>
  );
}
