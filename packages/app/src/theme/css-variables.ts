import { darkTokens, fonts, lightTokens, type ModeTokens, shape } from './tokens';

function washes(t: ModeTokens): Record<string, string> {
  const tone = (name: string, colour: string, wash: string) => ({
    [`bg-${name}`]: wash,
    [`fg-${name}`]: colour,
    [`fg-${name}-on-bg`]: colour,
    [`border-${name}`]: colour,
  });
  return {
    ...tone('danger', t.failed, t.failedWash),
    ...tone('warning', t.warning, t.warningWash),
    ...tone('success', t.healthy, t.healthyWash),
    ...tone('info', t.progressing, t.progressingWash),
  };
}

/** BUI has one family of names per tone for badges and buttons; all of them follow our tokens. */
function tones(t: ModeTokens): Record<string, string> {
  const tone = (name: string, colour: string, wash: string) => ({
    [`${name}-bg`]: colour,
    [`${name}-bg-hover`]: colour,
    [`${name}-bg-disabled`]: t.pressed,
    [`${name}-fg`]: t.onAccent,
    [`${name}-fg-disabled`]: t.disabled,
    [`${name}-bg-subdued`]: wash,
    [`${name}-bg-subdued-hover`]: t.hover,
    [`${name}-bg-subdued-disabled`]: wash,
    [`${name}-fg-subdued`]: colour,
    [`${name}-fg-subdued-disabled`]: t.disabled,
    [`${name}-border`]: colour,
  });
  return {
    ...tone('announcement', t.progressing, t.progressingWash),
    ...tone('negative', t.failed, t.failedWash),
    ...tone('positive', t.healthy, t.healthyWash),
    ...tone('warning', t.warning, t.warningWash),
    'fg-announcement': t.progressing,
    'fg-negative': t.failed,
    'fg-positive': t.healthy,
  };
}

function neutral(level: number, colour: string, t: ModeTokens): Record<string, string> {
  return {
    [`bg-neutral-${level}`]: colour,
    [`bg-neutral-${level}-hover`]: t.hover,
    [`bg-neutral-${level}-pressed`]: t.pressed,
    [`bg-neutral-${level}-disabled`]: t.sunken,
  };
}

/** Backstage UI's variables (without `--bui-`) for one mode. */
export function modeVariables(t: ModeTokens): Record<string, string> {
  return {
    'bg-app': t.page,
    ...neutral(1, t.surface, t),
    ...neutral(2, t.mode === 'light' ? t.sunken : t.raised, t),
    ...neutral(3, t.mode === 'light' ? t.surface : t.hover, t),
    ...neutral(4, t.mode === 'light' ? t.sunken : t.pressed, t),
    'accent-bg': t.accent,
    'accent-bg-hover': t.accentHover,
    'accent-bg-disabled': t.pressed,
    'accent-fg': t.onAccent,
    'accent-fg-disabled': t.disabled,
    'bg-solid': t.accent,
    'bg-solid-hover': t.accentHover,
    'bg-solid-pressed': t.accentHover,
    'bg-solid-disabled': t.pressed,
    'fg-solid': t.onAccent,
    'fg-solid-disabled': t.disabled,
    'fg-primary': t.text,
    'fg-secondary': t.secondary,
    'fg-disabled': t.disabled,
    'border-1': t.border,
    'border-2': t.strongBorder,
    ring: t.accent,
    shadow: t.mode === 'light' ? '0 4px 16px rgb(20 24 31 / 10%)' : '0 4px 16px rgb(0 0 0 / 40%)',
    scrollbar: 'transparent',
    'scrollbar-thumb': t.strongBorder,
    ...washes(t),
    ...tones(t),
  };
}

const sharedVariables: Record<string, string> = {
  'font-regular': fonts.text,
  'font-monospace': fonts.code,
  'font-size-1': '11px',
  'font-size-2': '12px',
  'font-size-3': '13px',
  'font-size-4': '14px',
  'font-size-5': '16px',
  'font-size-6': '18px',
  'font-size-7': '20px',
  'font-size-8': '24px',
  'radius-1': '2px',
  'radius-2': '4px',
  'radius-3': `${shape.radius}px`,
  'radius-4': `${shape.radius}px`,
  'radius-5': `${shape.radius}px`,
  'radius-6': `${shape.radius}px`,
};

function block(selector: string, variables: Record<string, string>, extra = ''): string {
  const lines = Object.entries(variables).map(([name, value]) => `--bui-${name}:${value}`);
  return `${selector}{${lines.join(';')};${extra}}`;
}

/** The style sheet that gives Backstage UI our tokens in both modes. */
export function cssVariables(): string {
  return [
    block(":root,[data-theme-mode='light']", { ...modeVariables(lightTokens), ...sharedVariables }),
    block("[data-theme-mode='dark']", modeVariables(darkTokens)),
    "[data-theme-mode='light']{color-scheme:light}",
    "[data-theme-mode='dark']{color-scheme:dark}",
  ].join('\n');
}

/** Puts the variables into the document; call it once, before the first render. */
export function installCssVariables(target: Document): void {
  const style = target.createElement('style');
  style.dataset.infraforge = 'tokens';
  style.textContent = cssVariables();
  target.head.append(style);
}
