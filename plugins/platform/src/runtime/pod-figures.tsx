import type { PodView } from '@infraforge/plugin-platform-common';
import { Age } from '../components/relative-time';
import table from '../components/table.module.css';
import { cpu, memory } from '../format/quantity';

/** The heads of the columns that `PodFigures` fills. */
export function PodFigureHeads() {
  return ['Memory', 'CPU', 'Restarts', 'Age'].map((name) => (
    <th key={name} scope="col" className={table.number}>
      {name}
    </th>
  ));
}

/** What a pod uses, how often it was restarted and for how long it has run. */
export function PodFigures({ pod }: { readonly pod: PodView }) {
  return (
    <>
      <td className={table.number}>
        {pod.memoryBytes === undefined ? '–' : memory(pod.memoryBytes)}
      </td>
      <td className={table.number}>{pod.cpuCores === undefined ? '–' : cpu(pod.cpuCores)}</td>
      <td className={table.number}>{pod.restarts}</td>
      <td className={table.number}>{pod.startedAt ? <Age since={pod.startedAt} /> : '–'}</td>
    </>
  );
}
