import { createUnifiedTheme, type PageTheme, type UnifiedTheme } from '@backstage/theme';
import { componentOverrides } from './component-overrides';
import { paletteOf } from './palette';
import { fonts, type ModeTokens } from './tokens';

const heading = (fontSize: number, marginBottom: number) => ({
  fontSize,
  fontWeight: 600,
  marginBottom,
});

/** Every page kind gets the same flat header; Backstage's own themes paint a gradient per kind. */
function flatPage(t: ModeTokens): PageTheme {
  return {
    colors: [t.surface, t.surface],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: t.text,
  };
}

const pageKinds = [
  'home',
  'documentation',
  'tool',
  'service',
  'website',
  'library',
  'other',
  'app',
  'apis',
  'card',
];

/** Material UI's theme of one mode, derived from the tokens. */
export function unifiedThemeOf(t: ModeTokens): UnifiedTheme {
  return createUnifiedTheme({
    palette: paletteOf(t),
    fontFamily: fonts.text,
    defaultPageTheme: 'home',
    pageTheme: Object.fromEntries(pageKinds.map((kind) => [kind, flatPage(t)])),
    typography: {
      htmlFontSize: 16,
      fontFamily: fonts.text,
      h1: heading(24, 8),
      h2: heading(20, 8),
      h3: heading(18, 6),
      h4: heading(16, 6),
      h5: heading(14, 4),
      h6: heading(14, 2),
    },
    components: componentOverrides(t),
  });
}
