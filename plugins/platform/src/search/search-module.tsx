import { createFrontendModule } from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { nameless } from '../layout/nameless';

/** Backstage's search with a page of one column. */
export const searchModule = createFrontendModule({
  pluginId: 'search',
  extensions: [
    nameless(
      searchPlugin.getExtension('page:search').override({
        params: {
          noHeader: true,
          loader: () => import('./search-page').then((module) => <module.SearchPage />),
        },
      }),
    ),
  ],
});
