import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** A choice that lives in the URL; its default is left out of it. */
export function useSearchParam<Value extends string>(
  name: string,
  fallback: Value,
): readonly [Value, (value: Value) => void] {
  const [parameters, setParameters] = useSearchParams();
  const value = (parameters.get(name) ?? fallback) as Value;
  const setValue = useCallback(
    (next: Value) =>
      setParameters(
        (current) => {
          const changed = new URLSearchParams(current);
          if (next === fallback) changed.delete(name);
          else changed.set(name, next);
          return changed;
        },
        { replace: true },
      ),
    [setParameters, name, fallback],
  );
  return [value, setValue];
}
