import { coreExtensionData, createFrontendModule } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { TemplatesPage } from './templates-page';

/** Backstage's scaffolder with the tabs that a developer needs, our lists, and our record of a creation. */
export const scaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    FormFieldBlueprint.make({
      name: 'service-name',
      params: {
        field: () => import('./service-name-field').then((module) => module.serviceNameField),
      },
    }),
    scaffolderPlugin.getExtension('sub-page:scaffolder/templates').override({
      factory: (original, { config }) => {
        const page = original({ config: { ...config, enableBackstageUi: true } });
        const form = page.get(coreExtensionData.reactElement);
        return [...page, coreExtensionData.reactElement(<TemplatesPage form={form} />)];
      },
    }),
    scaffolderPlugin.getExtension('sub-page:scaffolder/editor').override({ disabled: true }),
    scaffolderPlugin
      .getExtension('sub-page:scaffolder/templating-extensions')
      .override({ disabled: true }),
    scaffolderPlugin.getExtension('sub-page:scaffolder/tasks').override({
      params: { loader: () => import('./tasks-page').then((module) => <module.TasksPage />) },
    }),
  ],
});
