import { memoryTokenStore } from '@infraforge/identity';
import { memoryServiceRegister } from '@infraforge/services';
import { serviceRegisterContract } from './service-register-contract.ts';
import { tokenStoreContract } from './token-store-contract.ts';

const close = async () => {};

tokenStoreContract('in memory', async () => ({ store: memoryTokenStore(), close }));
serviceRegisterContract('in memory', async () => ({ register: memoryServiceRegister(), close }));
