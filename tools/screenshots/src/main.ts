import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '@infraforge/testkit';
import { newestTask } from './newest-task.ts';
import { portalPages } from './pages.ts';
import { type Mode, photograph } from './photograph.ts';

const usage = `Photographs every page of a running portal.

  node src/main.ts [--base http://127.0.0.1:7007] [--service NAME] [--only PAGE,PAGE] [--mode light|dark]
                   [--member ana] [--newcomer carla] [--out DIRECTORY]

Exit code 1 when a page has console errors, serious accessibility problems or scrolls sideways.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: 'http://127.0.0.1:7007' },
      service: { type: 'string' },
      only: { type: 'string' },
      mode: { type: 'string' },
      member: { type: 'string', default: 'ana' },
      newcomer: { type: 'string', default: 'carla' },
      out: {
        type: 'string',
        default: fileURLToPath(new URL('../../../docs/screenshots', import.meta.url)),
      },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const base = values.base.replace(/\/$/, '');
  const wanted = values.only?.split(',');
  const browser = await launchBrowser();
  try {
    const results = await photograph({
      browser,
      base,
      pages: wanted ? portalPages.filter(({ name }) => wanted.includes(name)) : portalPages,
      service: values.service,
      task: await newestTask(base, values.member),
      users: { member: values.member, newcomer: values.newcomer },
      directory: values.out,
      ...(values.mode !== undefined && { modes: [values.mode as Mode] }),
      onPage: ({ page, mode, problems }) => {
        console.log(`${problems.length === 0 ? '✓' : '✗'} ${page} ${mode}`);
        for (const problem of problems) console.log(`    ${problem}`);
      },
    });
    return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
  } finally {
    await browser.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
