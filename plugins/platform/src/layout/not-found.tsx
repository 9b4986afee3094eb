import { ButtonLink } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { Empty, Surface } from '../components/panel';
import { Page } from './page';

/** Nothing is at this address. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <Page title="Page not found">
      <Surface>
        <Empty
          action={
            <ButtonLink href="/" variant="secondary" size="small">
              Go home
            </ButtonLink>
          }
        >
          There is no page at <code>{pathname}</code>. It may have been deleted, or the address has
          a typing error. The search finds services, APIs, teams and docs.
        </Empty>
      </Surface>
    </Page>
  );
}
