import { memoryForgeStore } from '@infraforge/scm';
import { forgeStoreContract } from './forge-store-contract.ts';

forgeStoreContract('memory', async () => ({ store: memoryForgeStore(), close: async () => {} }));
