type Fields = { readonly revision?: string; readonly revisions?: readonly string[] };

/**
 * The commits of an application as one text, which is how they are compared and handed on: one id, or those of several
 * sources in their order with commas between them.
 */
export function revisionText({ revision, revisions }: Fields): string | undefined {
  return revisions && revisions.length > 0 ? revisions.join(',') : revision;
}

/** The commits in such a text. */
export function splitRevision(text: string): readonly string[] {
  return text.split(',');
}

/** Such a text as Argo CD writes it into a status: `revisions` where the application has several sources. */
export function revisionFields(text: string, several: boolean): Fields {
  return several ? { revisions: splitRevision(text) } : { revision: text };
}
