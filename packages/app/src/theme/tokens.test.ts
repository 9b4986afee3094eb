import { cssVariables, modeVariables } from './css-variables';
import { darkTokens, lightTokens, type ModeTokens } from './tokens';

/** WCAG 2's relative luminance of `#RRGGBB`. */
function luminance(colour: string): number {
  const channel = (from: number) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const inks = [
  'text',
  'secondary',
  'accent',
  'healthy',
  'progressing',
  'warning',
  'failed',
  'unknown',
] as const;
const grounds = ['page', 'surface', 'raised', 'sunken'] as const;
const washes = [
  ['healthy', 'healthyWash'],
  ['progressing', 'progressingWash'],
  ['warning', 'warningWash'],
  ['failed', 'failedWash'],
] as const;

describe.each([lightTokens, darkTokens])('$mode', (tokens: ModeTokens) => {
  it.each(inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)))(
    '%s can be read on %s',
    (ink, ground) => {
      expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(washes)('%s and text can be read on %s', (ink, wash) => {
    expect(contrast(tokens[ink], tokens[wash])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.text, tokens[wash])).toBeGreaterThanOrEqual(4.5);
  });

  it('can be read on its accent', () => {
    expect(contrast(tokens.onAccent, tokens.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.onAccent, tokens.accentHover)).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives both modes the same variables', () => {
  expect(Object.keys(modeVariables(lightTokens))).toEqual(Object.keys(modeVariables(darkTokens)));
  expect(cssVariables()).toContain("[data-theme-mode='dark']{--bui-bg-app:#0E1116");
});
