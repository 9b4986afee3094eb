import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { AppShell } from '../layout/app-shell';
import { Nav } from '../layout/nav';

/** Replaces `app/layout`: our frame instead of Backstage's sidebar that opens under the pointer. */
const layout = createExtension({
  name: 'layout',
  attachTo: { id: 'app/root', input: 'children' },
  inputs: {
    nav: createExtensionInput([coreExtensionData.reactElement], { singleton: true }),
    content: createExtensionInput([coreExtensionData.reactElement], { singleton: true }),
  },
  output: [coreExtensionData.reactElement],
  factory: ({ inputs }) => [
    coreExtensionData.reactElement(
      <AppShell nav={inputs.nav.get(coreExtensionData.reactElement)}>
        {inputs.content.get(coreExtensionData.reactElement)}
      </AppShell>,
    ),
  ],
});

export const layoutModule = createFrontendModule({
  pluginId: 'app',
  // The cast: Backstage's type does not know an extension without a kind under exactOptionalPropertyTypes.
  extensions: [
    layout as unknown as ExtensionDefinition,
    NavContentBlueprint.make({ params: { component: Nav } }),
  ],
});
