/** The colours of one mode. Every other colour of the portal is derived from these. */
export interface ModeTokens {
  readonly mode: 'light' | 'dark';
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  /** Rows under the pointer, wells, code. */
  readonly sunken: string;
  readonly hover: string;
  readonly pressed: string;
  readonly border: string;
  readonly strongBorder: string;
  readonly text: string;
  readonly secondary: string;
  readonly disabled: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly healthy: string;
  readonly progressing: string;
  readonly warning: string;
  readonly failed: string;
  readonly unknown: string;
  /** Quiet backgrounds of banners in the four states. */
  readonly healthyWash: string;
  readonly progressingWash: string;
  readonly warningWash: string;
  readonly failedWash: string;
}

export const lightTokens: ModeTokens = {
  mode: 'light',
  page: '#F7F8FA',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F2F4F7',
  hover: '#EDF0F4',
  pressed: '#E3E6EB',
  border: '#E3E6EB',
  strongBorder: '#C9CED6',
  text: '#14181F',
  secondary: '#556070',
  disabled: '#98A1AE',
  accent: '#1D4ED8',
  accentHover: '#1E40AF',
  onAccent: '#FFFFFF',
  healthy: '#15803D',
  progressing: '#1D4ED8',
  warning: '#B45309',
  failed: '#B91C1C',
  // A shade under UX.md's #64748B, which falls below AA on the page.
  unknown: '#5B687F',
  healthyWash: '#EEF8F1',
  progressingWash: '#EEF3FE',
  warningWash: '#FEF6EA',
  failedWash: '#FDF0F0',
};

export const darkTokens: ModeTokens = {
  mode: 'dark',
  page: '#0E1116',
  surface: '#151A21',
  raised: '#1B212A',
  sunken: '#10141A',
  hover: '#1F2630',
  pressed: '#262D37',
  border: '#262D37',
  strongBorder: '#3A4452',
  text: '#E8ECF2',
  secondary: '#9AA6B6',
  disabled: '#5D6878',
  accent: '#7AA2F7',
  accentHover: '#9BB9FA',
  onAccent: '#0E1116',
  healthy: '#4ADE80',
  progressing: '#7AA2F7',
  warning: '#FBBF24',
  failed: '#F87171',
  unknown: '#94A3B8',
  healthyWash: '#11211A',
  progressingWash: '#141D2E',
  warningWash: '#241E10',
  failedWash: '#271618',
};

/** The same in both modes. Ember belongs to the logo and to nothing else. */
export const brand = { graphite: '#171B22', ember: '#F97316' } as const;

export const fonts = {
  text: "'Inter Variable', system-ui, sans-serif",
  code: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
} as const;

/** Pixels. */
export const shape = { radius: 6, row: 34 } as const;
