import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CatalogEntries } from '@infraforge/platform';

/** Removes what a repository's catalog-info.yaml brought into the catalog: the registered location, then what is left of it. */
export function createCatalogEntries(deps: {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
}): CatalogEntries {
  return {
    async forget(repositoryUrl) {
      const credentials = await deps.auth.getOwnServiceCredentials();
      const prefix = `url:${repositoryUrl}/`;
      const { items: locations } = await deps.catalog.getLocations({}, { credentials });
      const own = locations.filter(({ type, target }) => `${type}:${target}`.startsWith(prefix));
      for (const { id } of own) await deps.catalog.removeLocationById(id, { credentials });
      const { items } = await deps.catalog.getEntities(
        { fields: ['metadata.uid', 'metadata.annotations'] },
        { credentials },
      );
      const left = items.filter(({ metadata }) =>
        metadata.annotations?.['backstage.io/managed-by-location']?.startsWith(prefix),
      );
      for (const { metadata } of left) {
        if (metadata.uid) await deps.catalog.removeEntityByUid(metadata.uid, { credentials });
      }
      return own.length === 0 && left.length === 0;
    },
  };
}
