import {
  type CustomFieldValidator,
  type FieldExtensionComponentProps,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { ComponentProps } from 'react';
import { platformApiRef } from '../api/platform-api';

/** The form's own text field: this one differs only in what it accepts. */
function ServiceNameField(props: FieldExtensionComponentProps<string>) {
  const { StringField } = props.registry.fields;
  const { 'ui:field': _ours, ...uiSchema } = props.uiSchema ?? {};
  if (!StringField) throw new Error('The form has no text field.');
  // The cast: the form's props know the field's value as a text, those of its own fields as anything.
  const own = { ...props, uiSchema } as unknown as ComponentProps<typeof StringField>;
  return <StringField {...own} />;
}

/**
 * Asks the platform whether the service may be made for the team that is chosen, so that a taken name is refused in the
 * form and not by the task. Without a platform that answers the task decides.
 */
export const validateServiceName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder, formData },
) => {
  const { owner } = formData;
  const api = apiHolder.get(platformApiRef);
  if (!api || !name || typeof owner !== 'string' || owner === '') return;
  const objections = await api.getObjections(name, owner).catch(() => []);
  for (const { message, hint, path } of objections) {
    if (path === 'name' || path === undefined) field.addError([message, hint].join(' ').trim());
  }
};

/** `ui:field: ServiceName` of a golden path. */
export const serviceNameField = createFormField({
  name: 'ServiceName',
  component: ServiceNameField,
  validation: validateServiceName,
  schema: makeFieldSchema({ output: (z) => z.string() }),
});
