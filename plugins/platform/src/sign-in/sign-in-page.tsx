import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { RiArrowRightLine } from '@remixicon/react';
import { useCallback, useEffect, useState } from 'react';
import { BrandMark } from '../components/brand-mark';
import { ErrorNotice } from '../components/error-notice';
import { Skeleton } from '../components/skeleton';
import { LocalIdentity } from './local-identity';
import { rememberedUser } from './remembered-user';
import { loadSignInOptions, type SignInOption } from './sign-in-options';
import styles from './sign-in-page.module.css';

function teamAndRole({ team, role }: SignInOption): string {
  return [team, role === 'admin' ? 'administrator' : undefined].filter(Boolean).join(' · ');
}

function Options(props: {
  readonly options: readonly SignInOption[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}) {
  return (
    <ul className={styles.list}>
      {props.options.map((option) => (
        <li key={option.name}>
          <button
            type="button"
            className={styles.option}
            disabled={props.chosen !== undefined}
            onClick={() => props.onChoose(option.name)}
          >
            <span className={styles.name}>{option.title}</span>
            <span className={styles.meta}>{teamAndRole(option)}</span>
            <RiArrowRightLine size={16} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useSignIn(onSignInSuccess: SignInPageProps['onSignInSuccess']) {
  const discoveryApi = useApi(discoveryApiRef);
  const [chosen, setChosen] = useState<string | undefined>(rememberedUser.get);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    if (chosen === undefined) return undefined;
    let current = true;
    const identity = new LocalIdentity({
      discoveryApi,
      user: chosen,
      onSignOut: rememberedUser.clear,
    });
    identity.start().then(
      () => {
        if (!current) return;
        rememberedUser.set(chosen);
        onSignInSuccess(identity);
      },
      (problem: unknown) => {
        if (!current) return;
        rememberedUser.clear();
        setError(problem);
        setChosen(undefined);
      },
    );
    return () => {
      current = false;
    };
  }, [chosen, discoveryApi, onSignInSuccess]);

  const choose = useCallback((name: string) => {
    setError(undefined);
    setChosen(name);
  }, []);
  return { chosen, error, choose };
}

function useOptions(wanted: boolean) {
  const discoveryApi = useApi(discoveryApiRef);
  const [options, setOptions] = useState<readonly SignInOption[]>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    if (!wanted) return undefined;
    const abort = new AbortController();
    loadSignInOptions(discoveryApi, abort.signal).then(setOptions, (problem: unknown) => {
      if (!abort.signal.aborted) setError(problem);
    });
    return () => abort.abort();
  }, [wanted, discoveryApi, attempt]);

  const retry = useCallback(() => {
    setError(undefined);
    setAttempt((value) => value + 1);
  }, []);
  return { options, error, retry };
}

/** Who are you? On a laptop a click is enough; a returning user does not see this page. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const { chosen, error, choose } = useSignIn(onSignInSuccess);
  const [returning] = useState(chosen !== undefined);
  const { options, error: listError, retry } = useOptions(!returning || chosen === undefined);
  if (returning && chosen !== undefined) return <div className={styles.page} aria-busy="true" />;
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <p className={styles.brand}>
          <BrandMark size={32} /> InfraForge
        </p>
        <h1 className={styles.title}>Sign in</h1>
        <p className={styles.hint}>This platform runs on your machine, so no password is asked.</p>
        {error !== undefined && <ErrorNotice error={error} what="You are not signed in." />}
        {listError !== undefined && (
          <ErrorNotice error={listError} what="The list of users did not load." onRetry={retry} />
        )}
        {options && <Options options={options} chosen={chosen} onChoose={choose} />}
        {!options && listError === undefined && (
          <Skeleton label="Loading users" rows={6} rowHeight={48} />
        )}
      </div>
    </main>
  );
}
