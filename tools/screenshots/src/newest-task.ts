interface Session {
  readonly backstageIdentity: { readonly token: string };
}

interface Tasks {
  readonly tasks: readonly { readonly id: string }[];
}

async function readJson<Body>(url: string, headers: Record<string, string>): Promise<Body> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/**
 * The id of the creation that began last, so that its page can be photographed; undefined where there is none.
 * @throws Error when the portal does not answer or does not know the user
 */
export async function newestTask(base: string, user: string): Promise<string | undefined> {
  const session = await readJson<Session>(`${base}/api/auth/local/refresh?user=${user}`, {
    'x-requested-with': 'XMLHttpRequest',
  });
  const { tasks } = await readJson<Tasks>(
    `${base}/api/scaffolder/v2/tasks?order=desc:created_at&limit=1`,
    {
      authorization: `Bearer ${session.backstageIdentity.token}`,
    },
  );
  return tasks[0]?.id;
}
