import {
  createFrontendModule,
  ErrorDisplay,
  NotFoundErrorPage,
  PageLayout,
  Progress,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { Loading } from './loading';
import { NotFound } from './not-found';
import { PluginError } from './plugin-error';
import { PluginPage } from './plugin-page';

/** The parts that Backstage lets an app exchange, in our shape. */
export const standardPartsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SwappableComponentBlueprint.make({
      name: 'core-page-layout',
      params: (define) => define({ component: PageLayout, loader: () => PluginPage }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-progress',
      params: (define) => define({ component: Progress, loader: () => Loading }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-not-found-error-page',
      params: (define) => define({ component: NotFoundErrorPage, loader: () => NotFound }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-error-display',
      params: (define) => define({ component: ErrorDisplay, loader: () => PluginError }),
    }),
  ],
});
