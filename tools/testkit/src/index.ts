export { type ObjectStoreUnderTest, objectStoreContract } from './object-store-contract.ts';
