import { appThemeApiRef, identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { nameOfRef } from '../catalog/entity-facts';
import { CopyButton } from '../components/copy-button';
import { Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { useCaller } from '../hooks/use-caller';
import { Page } from '../layout/page';
import styles from './settings-page.module.css';

function You() {
  const identity = useApi(identityApiRef);
  const caller = useCaller();
  if (!caller) return <Skeleton label="Loading who you are" rows={3} />;
  return (
    <Surface>
      <dl className={styles.facts}>
        <div>
          <dt>Name</dt>
          <dd>{caller.displayName}</dd>
        </div>
        <div>
          <dt>Reference</dt>
          <dd>
            <code>{caller.subject}</code>{' '}
            <CopyButton text={caller.subject} label="Copy your reference" />
          </dd>
        </div>
        <div>
          <dt>Teams</dt>
          <dd>{caller.groups.map(nameOfRef).join(', ')}</dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>{caller.role === 'admin' ? 'administrator' : 'member'}</dd>
        </div>
      </dl>
      <div className={styles.footer}>
        <Button variant="secondary" size="small" onPress={() => void identity.signOut()}>
          Sign out
        </Button>
      </div>
    </Surface>
  );
}

function useThemeChoice() {
  const themes = useApi(appThemeApiRef);
  const [active, setActive] = useState(themes.getActiveThemeId());
  useEffect(() => {
    const subscription = themes.activeThemeId$().subscribe(setActive);
    return () => subscription.unsubscribe();
  }, [themes]);
  const choices = [
    ...themes
      .getInstalledThemes()
      .map(({ id, title }) => ({ id: id as string | undefined, title })),
    { id: undefined, title: 'As the system' },
  ];
  return { choices, active, choose: (id: string | undefined) => themes.setActiveThemeId(id) };
}

function Appearance() {
  const { choices, active, choose } = useThemeChoice();
  return (
    <Surface>
      <fieldset className={styles.choices}>
        <legend>Colours</legend>
        {choices.map(({ id, title }) => (
          <label key={title}>
            <input type="radio" name="theme" checked={active === id} onChange={() => choose(id)} />
            {title}
          </label>
        ))}
      </fieldset>
    </Surface>
  );
}

/** Who you are here, and how the portal looks. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <div className={styles.column}>
        <Panel title="You">
          <You />
        </Panel>
        <Panel title="Appearance">
          <Appearance />
        </Panel>
      </div>
    </Page>
  );
}
