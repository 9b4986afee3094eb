import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { TemplateList } from './template-list';
import styles from './templates-page.module.css';

/** Our list of templates, and below it the scaffolder's own form of one. */
export function TemplatesPage({ form }: { readonly form: ReactElement }) {
  return (
    <Routes>
      <Route index element={<TemplateList />} />
      <Route path="*" element={<div className={styles.form}>{form}</div>} />
    </Routes>
  );
}
