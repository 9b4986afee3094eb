import { createFrontendModule } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { nameless } from '../layout/nameless';

/** One page of settings instead of three tabs, of which two are empty on a laptop. */
export const settingsModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [
    nameless(
      userSettingsPlugin.getExtension('page:user-settings').override({
        params: {
          noHeader: true,
          loader: () => import('./settings-page').then((module) => <module.SettingsPage />),
        },
      }),
    ),
  ],
});
