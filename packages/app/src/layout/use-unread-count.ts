import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useState } from 'react';

/** How many notifications the user has not read; follows the notifications' signal. */
export function useUnreadCount(): number {
  const notifications = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  const [unread, setUnread] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a signal is the reason to ask again
  useEffect(() => {
    let current = true;
    notifications.getStatus().then(
      (status) => current && setUnread(status.unread),
      // The navigation goes without the count; the page itself tells what is wrong.
      () => current && setUnread(0),
    );
    return () => {
      current = false;
    };
  }, [notifications, lastSignal]);

  return unread;
}
