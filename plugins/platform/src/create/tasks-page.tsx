import { Route, Routes } from 'react-router-dom';
import { TaskList } from './task-list';
import { TaskPage } from './task-page';

/** The list of creations, and below it each one's record. */
export function TasksPage() {
  return (
    <Routes>
      <Route index element={<TaskList />} />
      <Route path=":taskId" element={<TaskPage />} />
    </Routes>
  );
}
