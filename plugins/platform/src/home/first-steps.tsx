import { ButtonLink } from '@backstage/ui';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { RiCheckboxBlankCircleLine, RiCheckboxCircleFill } from '@remixicon/react';
import type { ReactNode } from 'react';
import { CopyButton } from '../components/copy-button';
import { Surface } from '../components/panel';
import styles from './first-steps.module.css';
import { mainRuntime, type FirstSteps as Progress, servicePath } from './home-model';

interface Step {
  readonly done: boolean;
  readonly title: string;
  readonly help: string;
  /** A command that takes the step, to copy. */
  readonly command?: string | undefined;
  readonly action: ReactNode;
}

function commandsOf(service: ServiceView | undefined): string | undefined {
  if (!service?.repository) return undefined;
  return `git clone ${service.repository.cloneUrl} && cd ${service.name}`;
}

function stepsOf(progress: Progress, service: ServiceView | undefined): readonly Step[] {
  const url = service && mainRuntime(service)?.url;
  return [
    {
      done: progress.created,
      title: 'Create a service',
      help: 'A repository, a pipeline, logs, metrics and an address, from one form.',
      action: (
        <ButtonLink href="/create" variant="primary" size="small">
          Create service
        </ButtonLink>
      ),
    },
    {
      done: progress.running,
      title: 'Open it',
      help: 'It gets an address of its own on this machine as soon as it is ready.',
      action: url && (
        <ButtonLink href={url} variant="secondary" size="small">
          Open {service.name}
        </ButtonLink>
      ),
    },
    {
      done: progress.changed,
      title: 'Change it',
      help: 'Edit src/app.ts and push a commit; the platform deploys it by itself.',
      command: commandsOf(service),
      action: service && (
        <ButtonLink href={servicePath(service, 'runtime')} variant="secondary" size="small">
          Watch {service.name}
        </ButtonLink>
      ),
    },
  ];
}

/** What a first-day user sees instead of empty lists: three steps, each ticking itself off. */
export function FirstSteps(props: {
  readonly progress: Progress;
  readonly service: ServiceView | undefined;
}) {
  const steps = stepsOf(props.progress, props.service);
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Surface>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={styles.step} data-done={step.done}>
            {step.done ? (
              <RiCheckboxCircleFill size={20} aria-label="Done" className={styles.done} />
            ) : (
              <RiCheckboxBlankCircleLine size={20} aria-label="To do" className={styles.open} />
            )}
            <div className={styles.text}>
              <p className={styles.title}>{step.title}</p>
              <p className={styles.help}>{step.help}</p>
              {index === next && step.command && (
                <p className={styles.command}>
                  <code>{step.command}</code>
                  <CopyButton text={step.command} label="Copy the command" />
                </p>
              )}
            </div>
            {index === next && step.action}
          </li>
        ))}
      </ol>
    </Surface>
  );
}
