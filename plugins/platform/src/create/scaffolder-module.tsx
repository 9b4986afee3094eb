import { coreExtensionData, createFrontendModule } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { ServiceCreated } from './service-created';
import { TemplatesPage } from './templates-page';

/** The golden paths whose task ends on the page of the new service. */
const servicePaths = ['template:default/nodejs-service'];

/** Backstage's scaffolder with the tabs that a developer needs, and a way out of a finished task. */
export const scaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
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
    scaffolderTemplateOutputsBlueprint.make({
      name: 'service-created',
      params: { component: ServiceCreated, templateRefs: servicePaths },
    }),
  ],
});
