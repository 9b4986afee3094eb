/** A service in the installation's register: its name is unique, and it has an owner from its first moment. */
export type RegisteredService = {
  readonly name: string;
  readonly team: string;
  readonly description: string;
  /** `creating` until its repository is complete, `deleting` from the request until nothing is left. */
  readonly state: 'creating' | 'active' | 'deleting' | 'failed';
  /** The scaffolder task that makes it. */
  readonly taskId: string | undefined;
  /** Entity reference of who asked for it. */
  readonly requester: string;
  /** What went wrong and what to do, when `failed`. */
  readonly failure: string | undefined;
  readonly createdAt: Date;
};
