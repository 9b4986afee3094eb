import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { TemplateList } from './template-list';

/** Our list of templates, and below it the scaffolder's own form of one. */
export function TemplatesPage({ form }: { readonly form: ReactElement }) {
  return (
    <Routes>
      <Route index element={<TemplateList />} />
      <Route path="*" element={form} />
    </Routes>
  );
}
