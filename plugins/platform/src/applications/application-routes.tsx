import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../layout/not-found';
import { ApplicationPage } from './application-page';
import { ApplicationsPage } from './applications-page';

/** The list, and each tab of an application at an address of its own. */
export function ApplicationRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ApplicationsPage />} />
      <Route path="/:name" element={<ApplicationPage tab="resources" />} />
      <Route path="/:name/diff" element={<ApplicationPage tab="diff" />} />
      <Route path="/:name/history" element={<ApplicationPage tab="history" />} />
      <Route path="/:name/windows" element={<ApplicationPage tab="windows" />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
