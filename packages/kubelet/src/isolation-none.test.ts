import { isolationSuite } from './testing/isolation-suite.ts';

isolationSuite('none');
