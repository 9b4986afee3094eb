import type { RegisteredService } from './types.ts';

/** The register of service names of this installation. */
export type ServiceRegister = {
  /** Takes the name, atomically: false with the present owner when somebody has it. */
  reserve(
    service: Omit<RegisteredService, 'createdAt'>,
  ): Promise<{ ok: true } | { ok: false; holder: RegisteredService }>;
  find(name: string): Promise<RegisteredService | undefined>;
  list(): Promise<readonly RegisteredService[]>;
  /** Undefined, and nothing written, when there is none, or it is not in the `expected` state (any more). */
  change(
    name: string,
    patch: Partial<Pick<RegisteredService, 'state' | 'taskId' | 'failure' | 'description'>>,
    expected?: RegisteredService['state'],
  ): Promise<RegisteredService | undefined>;
  /** Frees the name. */
  remove(name: string): Promise<boolean>;
};
