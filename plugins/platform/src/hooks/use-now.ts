import { useEffect, useState } from 'react';

/** The time in epoch milliseconds, renewed every `interval` milliseconds. */
export function useNow(interval = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
