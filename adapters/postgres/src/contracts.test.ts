import {
  forgeStoreContract,
  objectStoreContract,
  serviceRegisterContract,
  testDatabase,
  tokenStoreContract,
} from '@infraforge/testkit';
import { createForgeStore } from './forge-store/create-forge-store.ts';
import { createObjectStore } from './object-store/create-object-store.ts';
import { pruneChanges } from './object-store/prune-changes.ts';
import { createServiceRegister } from './service-register/create-service-register.ts';
import { createTokenStore } from './token-store/create-token-store.ts';

const masterKey = new Uint8Array(32).fill(7);

objectStoreContract('on PostgreSQL', async () => {
  const { database, close } = await testDatabase();
  return {
    store: createObjectStore(database, { masterKey }),
    prune: () => pruneChanges(database, 0),
    close,
  };
});

forgeStoreContract('on PostgreSQL', async () => {
  const { database, close } = await testDatabase();
  return { store: createForgeStore(database), close };
});

tokenStoreContract('on PostgreSQL', async () => {
  const { database, close } = await testDatabase();
  return { store: createTokenStore(database), close };
});

serviceRegisterContract('on PostgreSQL', async () => {
  const { database, close } = await testDatabase();
  return { register: createServiceRegister(database), close };
});
