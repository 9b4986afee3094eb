import { startTestBackend } from '@backstage/backend-test-utils';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { generateSite } from './generate-site';
import { techdocsNodeModule } from './module';

it('takes the place of the Python generator', async () => {
  const setTechdocsGenerator = jest.fn();
  const backend = await startTestBackend({
    extensionPoints: [[techdocsGeneratorExtensionPoint, { setTechdocsGenerator }]],
    features: [techdocsNodeModule],
  });
  await backend.stop();
  expect(setTechdocsGenerator).toHaveBeenCalledWith({ run: generateSite });
});
