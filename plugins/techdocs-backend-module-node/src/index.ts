export { techdocsNodeModule as default } from './module';
