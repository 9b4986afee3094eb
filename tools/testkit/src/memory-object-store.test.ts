import { systemClock } from '@infraforge/kernel';
import { memoryObjectStore } from '@infraforge/workloads';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('in memory', async () => {
  const history = 50;
  const store = memoryObjectStore({ clock: systemClock, history });
  return {
    store,
    async prune() {
      for (let i = 0; i <= history; i += 1) {
        const name = `filler-${i}`;
        await store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
      }
    },
    async close() {},
  };
});
