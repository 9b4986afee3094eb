export { type PortalPage, portalPages } from './pages.ts';
export { type Photographed, photograph } from './photograph.ts';
