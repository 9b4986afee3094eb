export { BrandMark } from './components/brand-mark';
export { platformPlugin as default } from './plugin';
export { signInModule } from './sign-in/sign-in-module';
