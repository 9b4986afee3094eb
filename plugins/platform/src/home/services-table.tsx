import type { ServiceView } from '@infraforge/plugin-platform-common';
import { RiExternalLinkLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { CommitLink } from '../components/commit-link';
import { RelativeTime } from '../components/relative-time';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { lastDeploy, mainRuntime, servicePath, statusOf } from './home-model';

function ServiceRow({ service }: { readonly service: ServiceView }) {
  const runtime = mainRuntime(service);
  const deployed = runtime && lastDeploy(runtime);
  return (
    <tr>
      <td>
        <Link className={table.link} to={servicePath(service)}>
          {service.name}
        </Link>
      </td>
      <td>
        <StatusBadge status={statusOf(service)} />
      </td>
      <td>{runtime?.commit && <CommitLink sha={runtime.commit.sha} commit={runtime.commit} />}</td>
      <td className={table.grow}>
        {runtime?.url && (
          <a className={table.link} href={runtime.url} target="_blank" rel="noreferrer">
            {runtime.url.replace(/^https?:\/\//, '')}{' '}
            <RiExternalLinkLine size={12} aria-label="(new tab)" />
          </a>
        )}
      </td>
      <td className={table.quiet}>{service.team}</td>
      <td className={table.quiet}>{deployed && <RelativeTime date={deployed} />}</td>
    </tr>
  );
}

/** The user's services: does each run, what runs, where, since when. */
export function ServicesTable({ services }: { readonly services: readonly ServiceView[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Version</th>
          <th scope="col">URL</th>
          <th scope="col">Team</th>
          <th scope="col">Last deploy</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <ServiceRow key={service.name} service={service} />
        ))}
      </tbody>
    </table>
  );
}
