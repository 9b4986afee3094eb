/** A problem in a part that we take as it is, and why it cannot be mended from outside. */
export interface UpstreamProblem {
  readonly rule: string;
  /** Selector of the part; a finding counts as known when its element lies in it. */
  readonly within: string;
  readonly reason: string;
}

/** What is let through. Take a line out as soon as its part is mended. */
export const upstreamProblems: readonly UpstreamProblem[] = [
  {
    rule: 'nested-interactive',
    within: '.swagger-ui .opblock-summary',
    reason: 'Swagger UI 5 puts a copy button into the button that opens an operation',
  },
  {
    rule: 'select-name',
    within: '.swagger-ui #servers',
    reason: 'Swagger UI 5 gives the choice of servers no label',
  },
  {
    rule: 'nested-interactive',
    within: '[data-rbd-draggable-id]',
    reason:
      'the table of @backstage/plugin-notifications makes its headings draggable, with buttons inside',
  },
];
