import { createApp } from '@backstage/frontend-defaults';
import { platformModules } from '@infraforge/plugin-platform';
import { layoutModule } from './modules/layout';
import { themesModule } from './modules/themes';

/** The portal. Plugins come from package.json (`app.packages: all`); here stands only what is the app's own. */
export const app = createApp({
  features: [themesModule, layoutModule, ...platformModules],
  advanced: { loadingElement: null },
});
