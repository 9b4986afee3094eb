import { messageOf } from '@infraforge/kernel';
import { type CronSchedule, parseCron as parseKubernetesCron } from '@infraforge/kube';

/** A window's schedule, or what is wrong with it: five fields; Argo CD's parser knows no `@daily` and its like. */
export function parseCron(text: string): CronSchedule | string {
  if (text.trim().startsWith('@'))
    return 'a schedule has five fields, names like @daily are not known';
  try {
    return parseKubernetesCron(text);
  } catch (error) {
    return messageOf(error);
  }
}
