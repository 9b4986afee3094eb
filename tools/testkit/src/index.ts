export { forgeStoreContract } from './forge-store-contract.ts';
export { type ObjectStoreUnderTest, objectStoreContract } from './object-store-contract.ts';
