export { permissionModulePlatform as default } from './module';
