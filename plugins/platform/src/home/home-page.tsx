import { ButtonLink } from '@backstage/ui';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { RiAddLine } from '@remixicon/react';
import { nameOfRef } from '../catalog/entity-facts';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { useCaller } from '../hooks/use-caller';
import { useServices } from '../hooks/use-services';
import { Page } from '../layout/page';
import { CreateShortcuts } from './create-shortcuts';
import { FirstSteps } from './first-steps';
import { activityOf, firstStepsOf, needsOf, servicesOf } from './home-model';
import styles from './home-page.module.css';
import { NeedsYou } from './needs-you';
import { RecentActivity } from './recent-activity';
import { ServicesTable } from './services-table';

function YourServices({ services }: { readonly services: readonly ServiceView[] }) {
  return (
    <Panel title="Your services" count={services.length}>
      <Surface>
        {services.length === 0 ? (
          <Empty>No service of your teams yet. The first step above makes one.</Empty>
        ) : (
          <ServicesTable services={services} />
        )}
      </Surface>
    </Panel>
  );
}

function HomeContent({ services }: { readonly services: readonly ServiceView[] }) {
  const progress = firstStepsOf(services);
  const needs = needsOf(services);
  const firstDay = !(progress.created && progress.running && progress.changed);
  return (
    <>
      {firstDay && (
        <Panel title="First steps">
          <FirstSteps
            progress={progress}
            service={services.find(({ state }) => state === 'active') ?? services[0]}
          />
        </Panel>
      )}
      {(!firstDay || needs.length > 0) && (
        <Panel title="Needs you" count={needs.length}>
          <Surface>
            <NeedsYou needs={needs} />
          </Surface>
        </Panel>
      )}
      <YourServices services={services} />
      <div className={styles.columns}>
        <Panel title="Recent activity">
          <Surface>
            <RecentActivity activities={activityOf(services)} />
          </Surface>
        </Panel>
        <Panel title="Create">
          <Surface>
            <CreateShortcuts />
          </Surface>
        </Panel>
      </div>
    </>
  );
}

/** The first page: what needs the user, what of theirs runs, what happened. */
export function HomePage() {
  const caller = useCaller();
  const { services, error, reload } = useServices();
  return (
    <Page
      title="Home"
      aside={caller && `${caller.displayName} · ${caller.groups.map(nameOfRef).join(', ')}`}
      actions={
        <ButtonLink href="/create" variant="primary" size="small" iconStart={<RiAddLine />}>
          Create service
        </ButtonLink>
      }
    >
      {error !== undefined && (
        <ErrorNotice error={error} what="Your services did not load." onRetry={reload} />
      )}
      {services && <HomeContent services={servicesOf(services, caller)} />}
      {!services && error === undefined && <Skeleton label="Loading your services" rows={5} />}
    </Page>
  );
}
