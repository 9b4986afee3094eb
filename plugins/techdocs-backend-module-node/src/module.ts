import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type TechdocsGenerator,
  techdocsGeneratorExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { generateSite } from './generate-site';

/** Generates TechDocs in this process: no Python, no container. Needs `techdocs.builder: local`. */
export const techdocsNodeModule = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'node-generator',
  register(env) {
    env.registerInit({
      deps: { techdocs: techdocsGeneratorExtensionPoint },
      async init({ techdocs }) {
        // The extension point asks for the class of the Python generator, of which only run() is ever called.
        techdocs.setTechdocsGenerator({ run: generateSite } as unknown as TechdocsGenerator);
      },
    });
  },
});
