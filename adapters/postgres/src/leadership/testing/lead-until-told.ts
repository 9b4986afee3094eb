import { openDatabase } from '../../database/open-database.ts';
import { createLeadership } from '../create-leadership.ts';

/** A process that leads `gitops` in the database of its argument, says so, and ends on SIGTERM. */
async function main(url: string): Promise<void> {
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  const database = openDatabase({ url, applicationName: 'frozen', max: 2 });
  const lease = { leaseMilliseconds: 1_000, heartbeatMilliseconds: 200 };
  await createLeadership(database, lease).lead('gitops', stop.signal, async (epoch, term) => {
    process.stdout.write(`leads ${epoch}\n`);
    await new Promise<void>((resolve) => {
      if (term.aborted) resolve();
      term.addEventListener('abort', () => resolve(), { once: true });
    });
    process.stdout.write(`ends ${epoch}\n`);
  });
  await database.close();
}

void main(process.argv[2] ?? '');
