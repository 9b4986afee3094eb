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

interface ServiceCreatedProps {
  readonly output: ScaffolderTaskOutput | undefined;
  /** Whether to go to the service's page; not for who reads the record of an old task. */
  readonly opens: boolean;
}

/** The end of a creation: opens the new service's page, and names the ways for whoever stays. */
export function ServiceCreated({ output, opens }: ServiceCreatedProps) {
  const navigate = useNavigate();
  const ref = componentOf(output);
  const target = ref === undefined ? undefined : `${entityPath(ref)}/runtime`;

  useEffect(() => {
    if (target === undefined || !opens) return undefined;
    const timer = setTimeout(() => navigate(target), glance);
    return () => clearTimeout(timer);
  }, [target, opens, navigate]);

  if (ref === undefined || target === undefined) return null;
  const others = output?.links?.filter(({ url }) => url !== undefined) ?? [];
  return (
    <div className={styles.created}>
      <StatusBadge of="run" status="Succeeded" />
      <span className={styles.text}>
        {nameOfRef(ref)} is created. {opens && 'Its page opens now.'}
      </span>
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
