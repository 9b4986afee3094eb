import { catalogModules } from './catalog/catalog-modules';
import { scaffolderModule } from './create/scaffolder-module';
import { standardPartsModule } from './layout/layout-module';
import { searchModule } from './search/search-module';
import { settingsModule } from './settings/settings-module';
import { signInModule } from './sign-in/sign-in-module';

export { BrandMark } from './components/brand-mark';
export { platformPlugin as default } from './plugin';

/** Backstage's own pages in the platform's shape; an app installs them beside the plugin. */
export const platformModules = [
  signInModule,
  standardPartsModule,
  ...catalogModules,
  scaffolderModule,
  searchModule,
  settingsModule,
];
