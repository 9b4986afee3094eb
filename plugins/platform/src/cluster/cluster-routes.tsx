import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../layout/not-found';
import { ClusterPage } from './cluster-page';

/** Each list of the cluster at an address of its own. */
export function ClusterRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ClusterPage tab="workloads" />} />
      <Route path="/pods" element={<ClusterPage tab="pods" />} />
      <Route path="/events" element={<ClusterPage tab="events" />} />
      <Route path="/namespaces" element={<ClusterPage tab="namespaces" />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
