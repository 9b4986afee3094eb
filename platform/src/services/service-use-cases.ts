import { type Caller, PlatformError, type Problem } from '@infraforge/kernel';
import type { PlatformContext } from '../context.ts';
import {
  type AdmissionRequest,
  type AdmissionResult,
  admitService,
  checkAdmission,
} from './admit-service.ts';
import { type CreationProgress, creationProgress, type TaskProgress } from './creation-progress.ts';
import { deleteService, serviceNotFound } from './delete-service.ts';
import { describeService, listServices, type ServiceDescription } from './describe-service.ts';
import {
  followServiceLogs,
  readServiceLogs,
  type ServiceLogLine,
  type ServiceLogOptions,
} from './service-logs.ts';
import {
  type CatalogEntries,
  type CreationTasks,
  superviseServices,
} from './supervise-services.ts';
import { watchService } from './watch-service.ts';

/** What can be done with services; those that name one throw `service.not-found` when there is none. */
export type ServiceUseCases = {
  admit(caller: Caller, request: AdmissionRequest): Promise<AdmissionResult>;
  /** What `admit` would refuse: what a form can say while it is filled in. */
  objections(
    caller: Caller,
    request: { readonly name: string; readonly owner: string },
  ): Promise<readonly Problem[]>;
  /** Throws what `admit` would refuse, and takes nothing. */
  check(caller: Caller, request: { readonly name: string; readonly owner: string }): Promise<void>;
  list(options?: { readonly team?: string }): Promise<readonly ServiceDescription[]>;
  describe(name: string): Promise<ServiceDescription>;
  watch(
    name: string,
    onChange: (service: ServiceDescription | undefined) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** With `ownTaskId`, of that task while it does not have the name. */
  creation(
    name: string,
    readTask: (taskId: string) => Promise<TaskProgress | undefined>,
    ownTaskId?: string,
  ): Promise<CreationProgress>;
  logs(name: string, options: ServiceLogOptions): Promise<readonly ServiceLogLine[]>;
  followLogs(
    name: string,
    options: ServiceLogOptions,
    onLine: (line: ServiceLogLine) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Starts the removal; may be called again. */
  delete(caller: Caller, name: string): Promise<{ readonly name: string; readonly state: string }>;
  /** Moves every half-made and half-removed service on. */
  supervise(tasks: CreationTasks, catalog: CatalogEntries): Promise<void>;
};

export function createServiceUseCases(context: PlatformContext): ServiceUseCases {
  const whileRunning = (signal: AbortSignal) => AbortSignal.any([signal, context.stopping]);
  return {
    admit: (caller, request) => admitService(context, caller, request),
    objections: (caller, request) => checkAdmission(context, caller, request),
    async check(caller, request) {
      const problems = await checkAdmission(context, caller, request);
      const [first] = problems;
      if (first)
        throw new PlatformError(first.code, first.message, {
          ...(first.hint ? { hint: first.hint } : {}),
          problems,
        });
    },
    list: (options) => listServices(context, options),
    describe: (name) => found(describeService(context, name), name),
    watch: (name, onChange, signal) => watchService(context, name, onChange, whileRunning(signal)),
    creation: (name, readTask, ownTaskId) =>
      found(creationProgress(context, name, readTask, ownTaskId), name),
    logs: (name, options) => readServiceLogs(context, name, options),
    followLogs: (name, options, onLine, signal) =>
      followServiceLogs(context, name, options, onLine, whileRunning(signal)),
    delete: (caller, name) => deleteService(context, caller, name),
    supervise: (tasks, catalog) => superviseServices(context, tasks, catalog),
  };
}

async function found<Value>(value: Promise<Value | undefined>, name: string): Promise<Value> {
  const result = await value;
  if (result === undefined) throw serviceNotFound(name);
  return result;
}
