import { type Ports, urlsOf } from './ports.ts';

/** What `gaia up` says when all is ready: where things are, and what to do first. */
export function welcome(ports: Ports, how: { readonly isDetached: boolean }): string {
  const urls = urlsOf(ports);
  const end = how.isDetached ? '`gaia down` stops everything.' : 'Ctrl-C stops everything.';
  return `
Portal    ${urls.portal}
Forge     ${urls.forge}
Services  ${urls.ingress}

Open the portal and choose who you are: ana or ben (payments), carla or dev (storefront), admin.
Then create a service there, or here in another terminal:

  gaia create service orders --team payments --wait

${end}
`;
}
