import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { darkTokens, lightTokens } from '../theme/tokens';
import { unifiedThemeOf } from '../theme/unified-theme';

const lightTheme = unifiedThemeOf(lightTokens);
const darkTheme = unifiedThemeOf(darkTokens);

/** Replaces Backstage's themes: the names `light` and `dark` are theirs, the look is ours. */
export const themesModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <RiSunLine size={16} />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={lightTheme}>{children}</UnifiedThemeProvider>
          ),
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <RiMoonLine size={16} />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={darkTheme}>{children}</UnifiedThemeProvider>
          ),
        },
      },
    }),
  ],
});
