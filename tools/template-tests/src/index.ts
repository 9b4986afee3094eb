export * from './entities.ts';
export * from './scaffold.ts';
