import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Whether the catalog knows a golden path yet; the first start takes a moment to read them. Once true it stays so. */
export function createGoldenPathCheck(deps: {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
}): () => Promise<boolean> {
  let found = false;
  return async () => {
    if (found) return true;
    const { items } = await deps.catalog.getEntities(
      { filter: { kind: 'Template' }, fields: ['metadata.name'], limit: 1 },
      { credentials: await deps.auth.getOwnServiceCredentials() },
    );
    found = items.length > 0;
    return found;
  };
}
