import { resourcesFinalizer } from '../annotations.ts';
import { isRecord } from '../fields.ts';
import type { Application, ApplicationSet, Generator } from '../types.ts';
import type { Parameters } from './parameter-set.ts';
import type { RenderText } from './render-text.ts';
import { applyTemplatePatch } from './template-patch.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * One Application of a set. It is in the set's namespace and carries the resources finalizer, unless the set keeps
 * resources or the template names finalizers of its own. Throws when a text of the template cannot be rendered.
 */
export function renderApplication(
  set: ApplicationSet,
  generator: Generator,
  parameters: Parameters,
  render: RenderText,
): Application {
  const template = mergeTemplate(generatorTemplate(generator), set.spec.template);
  const metadata = isRecord(template.metadata) ? template.metadata : {};
  const { annotations, labels, name, finalizers } = metadata;
  const base = {
    ...template,
    metadata: { name, ...defined({ annotations, labels, finalizers }) },
  };
  const untouched = Object.keys(parameters).length === 0;
  const rendered = (untouched ? base : renderValue(base, render, parameters)) as Data & {
    readonly metadata: Data;
    readonly spec: unknown;
  };
  const keeps = set.spec.syncPolicy?.preserveResourcesOnDeletion === true;
  const own = rendered.metadata.finalizers;
  const adds = !untouched && !keeps && !(Array.isArray(own) && own.length > 0);
  const { namespace } = set.metadata;
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...rendered.metadata,
      ...(namespace !== undefined && { namespace }),
      ...(adds && { finalizers: [resourcesFinalizer] }),
    },
    spec: rendered.spec,
  } as unknown as Application;
  const { templatePatch } = set.spec;
  return templatePatch === undefined
    ? application
    : applyTemplatePatch(application, templatePatch, parameters, render);
}

/** The values of `override` that say something, over those of `base`: empty text, lists and maps say nothing. */
export function mergeTemplate(override: unknown, base: unknown): Data {
  if (!isRecord(override)) return isRecord(base) ? base : {};
  if (!isRecord(base)) return override;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(override)) {
    if (isRecord(value)) result[key] = mergeTemplate(value, base[key]);
    else if (!isEmpty(value)) result[key] = value;
  }
  return result;
}

function generatorTemplate(generator: Generator): unknown {
  const settings = Object.entries(generator).find(([name]) => name !== 'selector')?.[1];
  return isRecord(settings) ? settings.template : undefined;
}

function renderValue(value: unknown, render: RenderText, parameters: Parameters): unknown {
  if (typeof value === 'string') return value.includes('{{') ? render(value, parameters) : value;
  if (Array.isArray(value)) return value.map((item) => renderValue(item, render, parameters));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.includes('{{') ? render(key, parameters) : key,
      renderValue(item, render, parameters),
    ]),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    value === 0 ||
    (Array.isArray(value) && value.length === 0)
  );
}

function defined(members: Data): Data {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
